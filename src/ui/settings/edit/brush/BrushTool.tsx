import { brushToolTexts } from '#app/text/edit/brush.ts';
import { useTexts } from '../../../common/useTexts.ts';

export function BrushTool() {
  const text = useTexts(brushToolTexts);
  return <p className="hint">{text.hint}</p>;
}
