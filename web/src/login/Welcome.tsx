/** The first visit, in three steps: what for, in which language and with whom, and what happens with the words. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { send } from '../api/client';
import type { Goal, Persona, PersonView } from '../api/types';
import { LanguagePicker, useLanguage } from '../i18n/words';
import { useAction } from '../shell/action';
import { Failure } from '../shell/Failure';
import { PERSONAS } from '../shell/PersonaPicker';
import { Button } from '../shell/Button';

const GOALS: Goal[] = ['cv', 'job', 'interview', 'outreach'];
const STEPS = 3;

export default function Welcome({ me }: { me: PersonView }) {
  const { t, locale } = useLanguage();
  const [step, setStep] = useState(1);
  const [goal, setGoal] = useState<Goal>(me.goal ?? 'cv');
  const [persona, setPersona] = useState<Persona>(me.persona);
  const { busy, error, run } = useAction();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [step]);
  const agree = () => run(() => send('PATCH', '/v1/me', { goal, persona, locale, consented: true }));
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-6 py-10">
      <div className="flex items-center justify-between">
        <p className="font-serif text-lg text-accent">Life-OS</p>
        <p className="text-sm text-muted">{t('welcome.step', { n: step, total: STEPS })}</p>
      </div>
      <h1 ref={title} tabIndex={-1} className="mt-6 font-serif text-3xl tracking-tight text-balance outline-none">{t(`welcome.${step as 1 | 2 | 3}.title`)}</h1>
      <div className="mt-6 space-y-3">
        {step === 1 && <Choices name="goal" label={t('welcome.1.title')} all={GOALS} chosen={goal} onChoose={setGoal} shown={(one) => t(`goal.${one}`)} />}
        {step === 2 && (
          <>
            <div className="rounded-2xl border border-line bg-surface px-3 py-2"><LanguagePicker /></div>
            <Choices name="persona" label={t('persona.label')} all={PERSONAS} chosen={persona} onChoose={setPersona} shown={(one) => t(`persona.${one}`)} about={(one) => t(`persona.${one}.about`)} />
          </>
        )}
        {step === 3 && <Consent />}
        {error && <Failure error={error} />}
      </div>
      <div className="mt-8 flex justify-between">
        {step > 1 ? (
          <Button say="welcome.back" look="quiet" onClick={() => setStep(step - 1)} />
        ) : <span />}
        <Button say={step < STEPS ? 'welcome.next' : 'welcome.agree'} look="main" disabled={busy} onClick={() => (step < STEPS ? setStep(step + 1) : agree())} />
      </div>
    </main>
  );
}

type ChoicesProps<T extends string> = { name: string; label: string; all: readonly T[]; chosen: T; onChoose: (one: T) => void; shown: (one: T) => ReactNode; about?: (one: T) => string };

function Choices<T extends string>({ name, label, all, chosen, onChoose, shown, about }: ChoicesProps<T>) {
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">{label}</legend>
      {all.map((one) => (
        <label key={one} className="flex cursor-pointer items-center gap-3 rounded-2xl border border-line bg-surface px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
          <input type="radio" name={name} className="accent-accent" checked={one === chosen} onChange={() => onChoose(one)} />
          <span>
            {shown(one)}
            {about && <span className="block text-sm text-muted">{about(one)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What really happens here: whether words go to a model is asked of the installation, not promised. */
function Consent() {
  const { t } = useLanguage();
  const health = useQuery({ queryKey: ['health'], queryFn: () => fetch('/health').then((answer) => answer.json() as Promise<{ parts: Record<string, string> }>) });
  const models = health.data && !health.data.parts['models']?.startsWith('off');
  return (
    <ul className="list-disc space-y-2 pl-5">
      <li>{t('consent.kept')}</li>
      <li>{t(models ? 'consent.models' : 'consent.offline')}</li>
      <li>{t('consent.truth')}</li>
      <li>{t('consent.sent')}</li>
      <li>{t('consent.gone')}</li>
    </ul>
  );
}
