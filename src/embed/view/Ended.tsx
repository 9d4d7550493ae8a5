import { useTexts } from '#ui/common/useTexts.ts';
import { embedTexts } from '../text.ts';

/** All that is left once the page has ended the editor. */
export function Ended() {
  const text = useTexts(embedTexts);
  return (
    <main className="embed-message">
      <p>{text.ended}</p>
    </main>
  );
}
