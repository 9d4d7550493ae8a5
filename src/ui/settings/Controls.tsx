import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { isAdjusted, resetAdjustments } from '#app/settings/settingsActions.ts';
import { patch } from '#app/shared/state/store.ts';
import { Icon, type IconName } from '../common/Icon.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { ResultStrip, useHasResults } from '../history/ResultStrip.tsx';
import { AdjustPanel } from './AdjustPanel.tsx';
import { PeopleBar } from './PeopleBar.tsx';
import { StylePanel } from './StylePanel.tsx';
import './controls.css';

const panels = ['style', 'adjust', 'save'] as const;
const panelsAndResults = [...panels, 'results'] as const;
type Tab = (typeof panelsAndResults)[number];

const icons: Record<Tab, IconName> = {
  style: 'styles',
  adjust: 'sliders',
  save: 'download',
  results: 'results',
};

const loadToolPanel = async () => (await import('./edit/ToolPanel.tsx')).ToolPanel;

interface ControlsProps {
  /** What the last panel holds: the export of one photo, or of many. */
  readonly save: ReactNode;
}

function bodyOf(tab: Tab, save: ReactNode): ReactNode {
  if (tab === 'style') return <StylePanel />;
  if (tab === 'results') return <ResultStrip />;
  return tab === 'adjust' ? <AdjustPanel /> : save;
}

/** Style, sliders and export: a column of panels on a desktop, tabs under the thumb on a phone. */
export function Controls({ save }: ControlsProps) {
  const isCompact = useMediaQuery(compactQuery);
  const isEditing = useApp(({ photo }) => photo.tool !== null);
  // A tool gives the tab back that it was opened from.
  const [tab, setTab] = useState<Tab>('style');
  if (isEditing)
    return <Lazy load={loadToolPanel} onMissing={() => patch('photo', { tool: null })} />;
  if (!isCompact) return <StackedControls save={save} />;
  return <TabbedControls save={save} chosen={tab} onChoose={setTab} />;
}

function useTitles(): Record<Tab, string> {
  const text = useText();
  return {
    style: text.styleTitle,
    adjust: text.adjustTitle,
    save: text.saveTitle,
    results: text.resultsTitle,
  };
}

function StackedControls({ save }: ControlsProps) {
  const text = useText();
  const titles = useTitles();
  return (
    <aside className="controls" aria-label={text.controls}>
      {panels.map((tab) => (
        <section key={tab} className={`panel control is-${tab}`} aria-labelledby={`title-${tab}`}>
          <div className="control-head">
            <h2 className="heading" id={`title-${tab}`}>
              {titles[tab]}
            </h2>
            {tab === 'style' && <PeopleBar />}
            {tab === 'adjust' && <ResetButton />}
          </div>
          {bodyOf(tab, save)}
        </section>
      ))}
    </aside>
  );
}

interface TabbedControlsProps extends ControlsProps {
  readonly chosen: Tab;
  readonly onChoose: (tab: Tab) => void;
}

function TabbedControls({ save, chosen, onChoose }: TabbedControlsProps) {
  const text = useText();
  const titles = useTitles();
  const tabs: readonly Tab[] = useHasResults() ? panelsAndResults : panels;
  const current = tabs.find((tab) => tab === chosen) ?? 'style';

  const turn = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };

  return (
    <aside className="controls is-tabbed" aria-label={text.controls}>
      <PeopleBar />
      <div
        className={`control is-${current}`}
        id="tab-body"
        role="tabpanel"
        aria-labelledby={`tab-${current}`}
      >
        {bodyOf(current, save)}
        {current === 'adjust' && <ResetButton />}
      </div>
      <div className="tabs" role="tablist" aria-label={text.controls}>
        {tabs.map((tab) => (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={tab === current}
            aria-controls="tab-body"
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onChoose(tab)}
            onKeyDown={turn}
          >
            <Icon name={icons[tab]} />
            {titles[tab]}
          </button>
        ))}
      </div>
    </aside>
  );
}

function ResetButton() {
  const text = useText();
  const isChanged = useApp(isAdjusted);
  return (
    <button
      type="button"
      className="quiet-button reset"
      disabled={!isChanged}
      onClick={resetAdjustments}
    >
      <Icon name="reset" />
      {text.reset}
    </button>
  );
}
