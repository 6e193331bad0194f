/** The printed pages as they are: the paper keeps its size and is scaled to the room there is. */
import { useEffect, useRef, useState } from 'react';
import { contentUrl } from '../api/client';
import type { Deliverable } from '../api/types';
import { useLanguage } from '../i18n/words';

const PAPER = { width: 794, height: 1123 };

export function Sheet({ deliverable }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  const room = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.5);
  useEffect(() => {
    const box = room.current;
    if (!box) return;
    const watch = new ResizeObserver(() => setScale(box.clientWidth / PAPER.width));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  const height = PAPER.height * Math.max(1, deliverable.ats?.pages ?? 1);
  return (
    <div ref={room} className="overflow-hidden rounded-lg border border-line bg-white shadow-sheet" style={{ height: height * scale }}>
      <iframe
        sandbox=""
        title={t('panel.preview', { title: deliverable.title })}
        src={contentUrl(deliverable.id, 'html', deliverable.version)}
        className="origin-top-left border-0 bg-white"
        style={{ width: PAPER.width, height, transform: `scale(${scale})`, colorScheme: 'light' }}
      />
    </div>
  );
}
