/** Everything that is pressed: one look for each weight, its words by their key. */
import type { ComponentProps } from 'react';
import { useLanguage, type Key } from '../i18n/words';

const LOOKS = { main: 'main-button', outline: 'outline-button', quiet: 'quiet-button', icon: 'icon-button' };

type Props = ComponentProps<'button'> & { say?: Key; look?: keyof typeof LOOKS };

/** Without `say` its children are shown. It submits nothing unless it says so. */
export function Button({ say, look = 'outline', className = '', children, ...rest }: Props) {
  const { t } = useLanguage();
  return <button type="button" className={`${LOOKS[look]} ${className}`} {...rest}>{say ? t(say) : children}</button>;
}
