import type { ExampleProps } from '../templates.ts';

/** An example with its code and with what runs it: `src/docs/live/` brings that to life. */
export function Example({ name, title, files, text }: ExampleProps) {
  return (
    <figure className="example" data-example={name}>
      {files.map(({ fileName, html }) => (
        <div key={fileName} className="code">
          <p className="code-name">{fileName}</p>
          <div dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      ))}
      <div className="stage">
        <div className="stage-tools">
          <button
            type="button"
            className="button is-primary"
            data-part="run"
            aria-label={text.runNamed(title)}
            disabled
          >
            {text.run}
          </button>
          <button type="button" className="button" data-part="stop" hidden>
            {text.stop}
          </button>
          <label className="quiet-button stage-file">
            <span>{text.chooseOwn}</span>
            <input type="file" accept="image/*" data-part="file" disabled />
          </label>
        </div>
        <noscript>
          <p className="hint">{text.needsScripts}</p>
        </noscript>
        <p className="hint">{text.usesSample}</p>
        <progress
          className="stage-bar"
          data-part="progress"
          max={1}
          aria-label={text.progress}
          hidden
        />
        <p className="stage-status" role="status" data-part="status" />
        <div className="stage-result" data-part="result" />
      </div>
    </figure>
  );
}
