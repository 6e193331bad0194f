/** The document as it will be read: a scaled sheet of paper where there is room, flowing text where there is none. */
import { useEffect, useRef, useState } from 'react';
import { contentUrl } from '../api/client';
import type { Deliverable } from '../api/types';
import { useLanguage } from '../i18n/words';

/** CSS pixels of A4, and the desk that the document draws above its first page. */
const PAPER = { width: 794, height: 1123, desk: 24 };
const NARROWEST_SHEET = 480;

export function Sheet({ deliverable }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = room.current;
    if (!box) return;
    const watch = new ResizeObserver(() => setWidth(box.clientWidth));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  const scale = width / PAPER.width;
  const height = PAPER.height * Math.max(1, deliverable.ats?.pages ?? 1);
  const sheet = width >= NARROWEST_SHEET;
  const paper = { width: PAPER.width, height: height + PAPER.desk, transform: `scale(${scale}) translateY(-${PAPER.desk}px)` };
  const address = contentUrl(deliverable.id, 'html', deliverable.version);
  return (
    <div>
      <div ref={room} className="overflow-hidden rounded-lg border border-line bg-white shadow-sheet" style={{ height: sheet ? height * scale : '65dvh' }}>
        {width > 0 && (
          <iframe
            sandbox=""
            title={t('panel.preview', { title: deliverable.title })}
            src={address}
            className="size-full origin-top-left border-0 bg-white scheme-light"
            style={sheet ? paper : {}}
          />
        )}
      </div>
      <a href={address} target="_blank" rel="noreferrer" className="mt-2 inline-block text-sm text-muted underline-offset-4 hover:text-accent hover:underline">
        {t('panel.full')}
      </a>
    </div>
  );
}
