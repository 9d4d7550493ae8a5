import { faceToolTexts } from '#app/text/edit/face.ts';
import { useTexts } from '../../../common/useTexts.ts';

export function FaceTool() {
  const text = useTexts(faceToolTexts);
  return <p className="hint">{text.hint}</p>;
}
