import { photoToolTexts } from '#app/text/edit/photo.ts';
import { useTexts } from '../../../common/useTexts.ts';

export function PhotoTool() {
  const text = useTexts(photoToolTexts);
  return <p className="hint">{text.hint}</p>;
}
