import { exampleUrl } from '#app/photo/samples.ts';
import { nameIn } from '#app/text/styleName.ts';
import { useApp } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import './examples.css';

/** Very different people, one in each style. */
export function Examples() {
  const text = useLaterText();
  const language = useApp(({ settings }) => settings.language);
  const styles = useApp(({ device }) => device.styles);
  return (
    <section className="examples" aria-labelledby="examples-title">
      <h2 id="examples-title" className="heading">
        {text.examplesTitle}
      </h2>
      <ul className="examples-list">
        {styles.map(({ id, names }) => (
          <li key={id} className="example">
            <img
              src={exampleUrl(id)}
              alt=""
              width="400"
              height="400"
              loading="lazy"
              draggable={false}
            />
            <span className="print-title">{nameIn(language, names)}</span>
          </li>
        ))}
      </ul>
      <p className="hint">{text.examplesCredit}</p>
    </section>
  );
}
