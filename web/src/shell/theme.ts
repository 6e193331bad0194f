/** Light, dark, or as the machine has it. */
import { remembered } from './action';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEPT = 'lifeos.theme';

export function theme(): Theme {
  return remembered<Theme>(KEPT, 'system')[0];
}

/** The style sheet follows the attribute; without one it follows the machine. */
export function applyTheme(chosen: Theme = theme()): Theme {
  remembered<Theme>(KEPT, 'system')[1](chosen);
  if (chosen === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', chosen);
  return chosen;
}
