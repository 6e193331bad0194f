/** Copying, with and without the browser's own way, which only secure addresses have. */
import { useState } from 'react';
import { Button } from './Button';
import type { Key } from '../i18n/words';

async function copied(text: string): Promise<boolean> {
  const written = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (written) return true;
  const field = Object.assign(document.createElement('textarea'), { value: text });
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

type Props = { text: string; say?: Key; look?: 'outline' | 'icon'; shortcut?: boolean };

export function CopyButton({ text, say = 'chat.copy', look = 'icon', shortcut }: Props) {
  const [done, setDone] = useState<boolean | null>(null);
  return <Button say={done === null ? say : done ? 'message.copied' : 'chat.copy.failed'} look={look} className="text-xs" data-copy={shortcut} onClick={() => void copied(text).then(setDone)} />;
}
