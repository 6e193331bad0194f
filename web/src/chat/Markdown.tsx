/** Formatted words of a model. Whatever could load or run something is taken out; the page's policy forbids it as well. */
import DOMPurify from 'dompurify';
import { marked } from 'marked';

const ALLOWED = ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'hr', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer nofollow');
  }
});

export default function Markdown({ text }: { text: string }) {
  const html = marked.parse(text, { async: false, breaks: true });
  const clean = DOMPurify.sanitize(html, { ALLOWED_TAGS: ALLOWED, ALLOWED_ATTR: ['href', 'start'], ALLOWED_URI_REGEXP: /^(https?:|mailto:)/i });
  return <div className="prose" dangerouslySetInnerHTML={{ __html: clean }} />;
}
