import type { Heading } from '../site.ts';

/** The headings of a page: those of the first level, each with those below it. */
export function TableOfContents({
  headings,
  title,
}: {
  readonly headings: readonly Heading[];
  readonly title: string;
}) {
  return (
    <nav className="contents" aria-labelledby="contents-title">
      <p className="contents-title" id="contents-title">
        {title}
      </p>
      <ul>
        {sections(headings).map(({ heading, below }) => (
          <li key={heading.id}>
            <HeadingLink heading={heading} />
            {below.length > 0 && (
              <ul>
                {below.map((inner) => (
                  <li key={inner.id}>
                    <HeadingLink heading={inner} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function HeadingLink({ heading }: { readonly heading: Heading }) {
  return <a href={`#${heading.id}`}>{heading.text}</a>;
}

interface Section {
  readonly heading: Heading;
  readonly below: Heading[];
}

function sections(headings: readonly Heading[]): readonly Section[] {
  const all: Section[] = [];
  for (const heading of headings) {
    const last = all.at(-1);
    if (last && heading.level > last.heading.level) last.below.push(heading);
    else all.push({ heading, below: [] });
  }
  return all;
}
