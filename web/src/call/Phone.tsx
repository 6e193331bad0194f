/** A call by telephone: which number to call, and the digits that let this person in once. */
import { useEffect, useState } from 'react';
import { send } from '../api/client';
import type { CallPin } from '../api/types';
import { useLanguage } from '../i18n/words';
import { useAction } from '../shell/action';
import { move, placeInAddress } from '../shell/address';
import { Button } from '../shell/Button';
import { Failure } from '../shell/Failure';
import type { Wish } from './calls';

export function Phone({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const { t, locale } = useLanguage();
  const [made, setMade] = useState<CallPin | null>(null);
  const { busy, error, run } = useAction();
  const make = () => run(async () => {
    const sessionId = made?.session_id ?? wish.sessionId;
    const pin = (await send('POST', '/v1/voice/pin', { ...(sessionId ? { session_id: sessionId } : { language: locale }), persona: wish.persona })) as CallPin;
    setMade(pin);
    if (!placeInAddress().c) move({ c: pin.session_id }, true);
  });
  useEffect(make, []);
  return (
    <>
      {made && (
        <div role="status" className="px-1 text-sm">
          <p>{t('phone.call')} <a href={`tel:${made.number.replace(/[^+\d]/g, '')}`} className="font-semibold whitespace-nowrap text-accent">{made.number}</a></p>
          <p>{t('phone.type')} <b data-pin className="font-semibold tracking-widest tabular-nums select-all">{made.pin}</b></p>
          <p className="text-muted">{t('phone.once', { time: new Date(made.expires_at).toLocaleTimeString(locale, { timeStyle: 'short' }) })}</p>
        </div>
      )}
      {error && <Failure error={error} />}
      <div className="flex gap-1">
        <Button say="phone.new" disabled={busy} onClick={make} />
        <Button say="app.close" look="quiet" onClick={onClose} />
      </div>
    </>
  );
}
