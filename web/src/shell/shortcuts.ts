/** The keyboard map: one table for what the keys do and for the page that shows it. */
import { useEffect, useRef } from 'react';
import type { Key } from '../i18n/words';

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = MAC ? '⌘' : 'Ctrl';

/** `event.code` with its modifiers; `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export const SHORTCUTS = {
  'Mod+Slash': 'keys.map',
  'Mod+KeyK': 'keys.search',
  'Mod+Shift+KeyO': 'keys.new',
  'Shift+Escape': 'keys.write',
  Escape: 'keys.stop',
  'Mod+Shift+KeyC': 'keys.copy',
  'Mod+Shift+KeyL': 'keys.call',
  'Mod+Shift+KeyM': 'keys.mute',
  'Mod+Alt+Enter': 'keys.approve',
  'Mod+Alt+Backspace': 'keys.reject',
} as const satisfies Record<string, Key>;
export type Shortcut = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];
/** What one does inside the message field. */
export const IN_FIELD: Record<string, Key> = { Enter: 'keys.send', 'Shift+Enter': 'keys.line', ArrowUp: 'keys.last' };

export function shownKeys(keys: string): string {
  return keys.replace('Mod', MOD).replace('Alt', MAC ? '⌥' : 'Alt').replace(/Key|Arrow/, '').replace('Slash', '/').replace('Escape', 'Esc').replace('Backspace', '⌫').replace('Up', '↑').replaceAll('+', ' + ');
}

function pressed(event: KeyboardEvent): Shortcut | undefined {
  const keys = [(MAC ? event.metaKey : event.ctrlKey) && 'Mod', event.altKey && 'Alt', event.shiftKey && 'Shift', event.code].filter(Boolean).join('+');
  return (SHORTCUTS as Record<string, Shortcut>)[keys];
}

/** The newest table stands. A dialog has the Escape key for itself. */
export function useShortcuts(does: Partial<Record<Shortcut, () => void>>): void {
  const table = useRef(does);
  table.current = does;
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      const shortcut = pressed(event);
      const act = shortcut && table.current[shortcut];
      if (!act || (event.code === 'Escape' && document.querySelector('dialog[open]'))) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', take);
    return () => removeEventListener('keydown', take);
  }, []);
}

/** Some presses belong to a button that may or may not be on the page. */
export function pressButton(name: string): void {
  const found = document.querySelectorAll<HTMLButtonElement>(`[data-${name}]:not(:disabled)`);
  found[found.length - 1]?.click();
}
