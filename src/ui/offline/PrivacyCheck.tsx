import { countRequestsAgain } from '#app/offline/kept.ts';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** How many requests were made, and how to see that a drawing needs none. */
export function PrivacyCheck() {
  const text = useLaterText();
  const formats = useFormats();
  const requests = useApp(({ offline }) => offline.requests);
  return (
    <section className="device-section">
      <h3>{text.privacyCheck}</h3>
      {requests && (
        <p role="status">
          {text.requestsMade(requests.own, formats.count(requests.own))}{' '}
          <strong>{text.requestsForeign(requests.foreign, formats.count(requests.foreign))}</strong>
        </p>
      )}
      <p className="hint">
        {text.requestsSource}{' '}
        <button type="button" className="link-button" onClick={() => void countRequestsAgain()}>
          {text.countAgain}
        </button>
      </p>
      <ol className="device-steps">
        {text.checkSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
