import { useEffect, useRef } from 'react';
import { closeTool, finishTool } from '#app/settings/edit/tools.ts';
import type { Tool } from '#app/shared/state/photoSlice.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { Lazy } from '../../common/Lazy.tsx';
import { useApp, useText } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import './toolPanel.css';

const panels = {
  photo: async () => (await import('./photo/PhotoTool.tsx')).PhotoTool,
  brush: async () => (await import('./brush/BrushTool.tsx')).BrushTool,
  face: async () => (await import('./face/FaceTool.tsx')).FaceTool,
} as const;

/** The controls of the tool in use, in the place of all others; nothing while there is none. */
export function ToolPanel() {
  const tool = useApp(({ photo }) => photo.tool);
  return tool && <OpenTool key={tool} tool={tool} />;
}

/** The part that has the button may come a moment later. */
const mostFrames = 10;

function focusOpener(tool: Tool, frames: number): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const opener = document.querySelector<HTMLElement>(`[data-tool='${tool}']`);
    if (opener) opener.focus();
    else if (frames > 0) focusOpener(tool, frames - 1);
  });
}

function OpenTool({ tool }: { readonly tool: Tool }) {
  const text = useTexts(toolTexts);
  const { cancel } = useText();
  const panel = useRef<HTMLElement>(null);

  // The button that opened it is gone with its panel, and comes back with it.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    return () => focusOpener(tool, mostFrames);
  }, [tool]);

  return (
    <aside
      ref={panel}
      className="controls tool-panel"
      tabIndex={-1}
      aria-label={text.toolNames[tool]}
    >
      <section className="panel control">
        <div className="control-head">
          <h2 className="heading">{text.toolNames[tool]}</h2>
          <div className="tool-ends">
            {tool === 'photo' && (
              <button type="button" className="quiet-button" onClick={closeTool}>
                {cancel}
              </button>
            )}
            <button type="button" className="button is-primary tool-done" onClick={finishTool}>
              {text.done}
            </button>
          </div>
        </div>
        <Lazy load={panels[tool]} />
      </section>
    </aside>
  );
}
