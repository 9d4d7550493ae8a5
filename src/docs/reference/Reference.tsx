import type { ReferenceProps, Writer } from '../templates.ts';
import type { Words } from '../words.ts';
import type { ApiEntry } from './api.ts';

/** The reference of the package's exports. */
export function Reference({ groups, text, writer }: ReferenceProps) {
  return (
    <>
      <h1>{text.apiTitle}</h1>
      <Prose html={writer.prose(text.apiIntro)} />
      {groups.map(({ id, title, entries }) => (
        <section key={id}>
          <h2 id={id}>
            {title}
            <Anchor id={id} text={text} />
          </h2>
          {entries.map((entry) => (
            <Entry key={entry.name} entry={entry} text={text} writer={writer} />
          ))}
        </section>
      ))}
    </>
  );
}

interface EntryProps {
  readonly entry: ApiEntry;
  readonly text: Words;
  readonly writer: Writer;
}

function Entry({ entry, text, writer }: EntryProps) {
  const { name, kind, code, methods, fields, values } = entry;
  return (
    <section className="entry">
      <h3 id={name}>
        <code>{name}</code> <span className="kind">{text.kinds[kind]}</span>
        <Anchor id={name} text={text} />
      </h3>
      <Prose html={writer.prose(entry.text)} lang="en" />
      {code !== undefined && <div dangerouslySetInnerHTML={{ __html: writer.block(code, name) }} />}
      <Members
        title={text.methods}
        writer={writer}
        members={methods.map((method) => ({
          id: `${name}.${method.name}`,
          code: `${method.name}${method.signature}`,
          text: method.text,
        }))}
      />
      <Members
        title={text.fields}
        writer={writer}
        members={fields.map((field) => ({
          id: `${name}.${field.name}`,
          code: `${field.name}${field.isOptional ? '?' : ''}: ${field.type}`,
          text: field.text,
        }))}
      />
      <Members
        title={text.values}
        writer={writer}
        members={values.map(({ value, text: meaning }) => ({
          id: `${name}.${value.slice(1, -1)}`,
          code: value,
          text: meaning,
        }))}
      />
    </section>
  );
}

/** One line of a list, whatever it is of. */
interface Member {
  readonly id: string;
  readonly code: string;
  readonly text: string;
}

interface MembersProps {
  readonly title: string;
  readonly members: readonly Member[];
  readonly writer: Writer;
}

function Members({ title, members, writer }: MembersProps) {
  if (members.length === 0) return null;
  return (
    <>
      <h4 className="members-title">{title}</h4>
      <dl className="members">
        {members.map(({ id, code, text }) => (
          <div key={code} id={id}>
            <dt>
              <code dangerouslySetInnerHTML={{ __html: writer.code(code) }} />
            </dt>
            <dd lang="en" dangerouslySetInnerHTML={{ __html: writer.prose(text) }} />
          </div>
        ))}
      </dl>
    </>
  );
}

/** The comments are English in every language. */
function Prose({ html, lang }: { readonly html: string; readonly lang?: string }) {
  return <div lang={lang} dangerouslySetInnerHTML={{ __html: html }} />;
}

function Anchor({ id, text }: { readonly id: string; readonly text: Words }) {
  return (
    <a className="anchor" href={`#${id}`} aria-label={text.linkTo}>
      #
    </a>
  );
}
