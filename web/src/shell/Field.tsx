/** A labelled field of a form: one line, or text that grows; what is wrong with it stands under it. */
import { useId } from 'react';

type Props = {
  label: string; value: string; onChange: (value: string) => void;
  rows?: number; max?: number; beside?: string; hint?: string; name?: string; wrong?: string | false; onBlur?: () => void;
};

export function Field({ label, value, onChange, rows, max, beside, hint, name, wrong, onBlur }: Props) {
  const id = useId();
  const shared = {
    id, value, rows, placeholder: hint, 'data-field': name, maxLength: max, onBlur, dir: 'auto', 'aria-invalid': Boolean(wrong), 'aria-describedby': wrong ? `${id}-wrong` : undefined,
    className: 'w-full rounded-xl border border-line bg-paper px-3 py-1.5 placeholder:text-muted aria-invalid:border-alarm',
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="flex justify-between gap-2 text-sm text-muted">
        {label}
        {beside && <span>{beside}</span>}
      </label>
      {rows ? <textarea {...shared} className={`${shared.className} field-sizing-content max-h-[60dvh]`} /> : <input {...shared} />}
      {wrong && <p id={`${id}-wrong`} className="text-sm text-alarm">{wrong}</p>}
    </div>
  );
}
