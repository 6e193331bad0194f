/** A labelled field of a form: one line, or text that grows. */
import { useId } from 'react';

type Props = { label: string; value: string; onChange: (value: string) => void; rows?: number; max?: number; beside?: string; hint?: string; name?: string; onBlur?: () => void };

export function Field({ label, value, onChange, rows, max, beside, hint, name, onBlur }: Props) {
  const id = useId();
  const box = 'w-full rounded-xl border border-line bg-paper px-3 py-1.5';
  const shared = { id, value, placeholder: hint, 'data-field': name, maxLength: max, onBlur };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="flex justify-between gap-2 text-sm text-muted">
        {label}
        {beside && <span>{beside}</span>}
      </label>
      {rows ? (
        <textarea {...shared} rows={rows} className={`${box} field-sizing-content max-h-[60dvh]`} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} className={box} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}
