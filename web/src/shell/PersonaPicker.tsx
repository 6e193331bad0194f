/** Who answers from now on. */
import type { Persona } from '../api/types';
import { useLanguage } from '../i18n/words';

export const PERSONAS: Persona[] = ['antonio', 'mariana', 'both', 'executor'];

type Props = { name?: string; chosen: Persona; onChoose: (persona: Persona) => void };

export function PersonaPicker({ name = 'persona', chosen, onChoose }: Props) {
  const { t } = useLanguage();
  return (
    <fieldset className="flex min-w-0 rounded-full bg-sunken p-1">
      <legend className="sr-only">{t('persona.label')}</legend>
      {PERSONAS.map((persona) => (
        <label
          key={persona}
          title={t(`persona.${persona}.about`)}
          className="cursor-pointer rounded-full px-3 whitespace-nowrap py-1 text-sm text-muted transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:px-2 max-sm:text-[13px]"
        >
          <input type="radio" name={name} className="sr-only" checked={persona === chosen} onChange={() => onChoose(persona)} />
          {t(`persona.${persona}`)}
        </label>
      ))}
    </fieldset>
  );
}
