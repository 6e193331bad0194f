/** A file that the person brings: read at once, looked over, and only then a fact; an advert becomes a job. */
import { useId, useState } from 'react';
import { send, upload } from '../api/client';
import type { FileView } from '../api/types';
import { useLanguage } from '../i18n/words';
import { Understood } from '../panel/Understood';
import { useAction } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Button } from '../shell/Button';

const LARGEST = 5 * 1024 * 1024;
const KINDS = '.pdf,.docx,.txt,.md,.json,.zip';

export type Brought = { name: string; file: FileView | null; error: Error | null; share: number; tooLarge?: boolean };
export type Bringing = { brought: Brought | null; bring: (file: File) => void; change: (file: FileView) => void; putAway: () => void };

/** One file at a time; what was confirmed stays confirmed when it is put away. */
export function useBringing(): Bringing {
  const [brought, setBrought] = useState<Brought | null>(null);
  return {
    brought,
    bring: (file) => {
      const name = file.name;
      if (file.size > LARGEST) return setBrought({ name, file: null, error: null, share: 0, tooLarge: true });
      setBrought({ name, file: null, error: null, share: 0 });
      upload(file, (share) => setBrought({ name, file: null, error: null, share })).then(
        (read) => setBrought({ name, file: read, error: null, share: 1 }),
        (error: Error) => setBrought({ name, file: null, error, share: 1 }),
      );
    },
    change: (file) => setBrought({ name: file.name, file, error: null, share: 1 }),
    putAway: () => setBrought(null),
  };
}

export function BringButton({ onFile, main, short }: { onFile: (file: File) => void; main?: boolean; short?: boolean }) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <>
      {/* Emptied afterwards: the same file may be chosen again. */}
      <input id={id} type="file" accept={KINDS} className="peer sr-only" onChange={({ target }) => ([...(target.files ?? [])].forEach(onFile), (target.value = ''))} />
      <label htmlFor={id} className={`${main ? 'main-button' : 'quiet-button whitespace-nowrap max-md:px-2'} cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent`}>
        {t(short ? 'bring.attach' : 'bring.button')}
      </label>
    </>
  );
}

export function BroughtCard({ bringing }: { bringing: Bringing }) {
  const { t } = useLanguage();
  const { busy, error, run } = useAction();
  const { brought, change, putAway } = bringing;
  if (!brought) return null;
  const { name, file, share } = brought;
  const confirm = (leave_out: string[]) => run(async () => change((await send('POST', `/v1/files/${file?.id}/confirm`, { leave_out })) as FileView));
  const keepJob = () => run(async () => (await send('POST', '/v1/jobs', { file_id: file?.id }), putAway()));
  return (
    <section aria-label={t('bring.label')} className="appear mx-auto w-full max-w-2xl px-4 pb-3">
      <div className="space-y-3 rounded-2xl border border-line bg-surface p-4 shadow-sheet">
        <p role="status" className="text-sm">
          {brought.tooLarge && <span className="text-alarm">{t('bring.large', { name })}</span>}
          {!file && !brought.error && !brought.tooLarge && t('bring.reading', { name })}
          {file?.status === 'understood' && t(file.advert ? 'bring.advert' : 'bring.understood', { name })}
          {file?.status === 'confirmed' && t('bring.confirmed', { name, n: file.facts.length })}
          {file?.problem && <span className="text-alarm">{t(`file.${file.problem}`)}</span>}
          {file?.status === 'reading' && t('bring.later', { name })}
        </p>
        {!file && !brought.error && !brought.tooLarge && <progress aria-label={t('bring.reading', { name })} max={1} value={share} className="bar" />}
        {file?.status === 'understood' && !file.advert && <Understood facts={file.facts} busy={busy} onConfirm={confirm} />}
        {file?.status === 'understood' && file.advert && <Button say="jobs.add" look="main" disabled={busy} onClick={keepJob} />}
        {(error ?? brought.error) && <Failure error={(error ?? brought.error) as Error} />}
        <Button say="bring.away" look="quiet" className="px-0" onClick={putAway} />
      </div>
    </section>
  );
}
