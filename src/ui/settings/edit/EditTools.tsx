import { openTool } from '#app/settings/edit/tools.ts';
import { type Tool, tools } from '#app/shared/state/photoSlice.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { PathIcon } from '../../common/Icon.tsx';
import { useApp } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';

const icons: Readonly<Record<Tool, string>> = {
  photo: 'M7 2.5V17h14.5M2.5 7H17v14.5',
  brush:
    'M20 4c-4.5 2-8.6 6-10.6 9.4l1.9 1.9C14.6 13.2 18.3 8.7 20 4zM9.4 13.4c-2.4-.3-3.900 1.2-4.2 3.2-.2 1.3-.8 2.1-1.7 2.6 2.6 1.3 6.900.8 7.800-3.900',
  face: 'M12 3.5a7 8 0 1 0 .1 0M9 10v.1M15 10v.1M9 14.5c1.7 1.6 4.3 1.6 6 0',
};

/** Opens the tools that edit by hand. */
export function EditTools() {
  const text = useTexts(toolTexts);
  const isReady = useApp(({ photo }) => photo.work !== null && photo.incoming === null);
  return (
    <div className="tool-row" role="group" aria-label={text.toolsTitle}>
      {tools.map((tool) => (
        <button
          key={tool}
          type="button"
          className="tool"
          data-tool={tool}
          title={text.toolNames[tool]}
          disabled={!isReady}
          onClick={() => openTool(tool)}
        >
          <PathIcon path={icons[tool]} />
          <span className="tool-name">{text.toolNames[tool]}</span>
        </button>
      ))}
    </div>
  );
}
