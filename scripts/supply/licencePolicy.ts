import parse, { type Info } from 'spdx-expression-parse';

/** Licences under which something may reach the visitor. */
const shippable: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/** Further licences, each with the packages that are shipped under it, unmodified. */
const shippedLicences: Readonly<Record<string, RegExp>> = { 'MPL-2.0': /^mediabunny$/ };

/** Further licences, each with the tools that may have it: they build and test, and reach nobody. */
const toolLicences: Readonly<Record<string, RegExp>> = {
  'MPL-2.0': /^(axe-core|@axe-core\/playwright|lightningcss(-.+)?)$/,
  'CC-BY-3.0': /^spdx-exceptions$/,
};

/** Whether a package of this name, under this SPDX expression, may be part of the application. */
export function isShippable(name: string, expression: string | undefined): boolean {
  return grants(
    expression,
    (licence) => shippable.has(licence) || shippedLicences[licence]?.test(name) === true,
  );
}

/** Whether a package of this name may build and test the application. */
export function isUsableAsTool(name: string, expression: string | undefined): boolean {
  return grants(
    expression,
    (licence) => shippable.has(licence) || toolLicences[licence]?.test(name) === true,
  );
}

/** Of `A OR B` one must be accepted, of `A AND B` both; what is no SPDX expression never is. */
function grants(expression: string | undefined, accepts: (licence: string) => boolean): boolean {
  const holds = (info: Info): boolean => {
    if ('license' in info) return accepts(info.license);
    return info.conjunction === 'or'
      ? holds(info.left) || holds(info.right)
      : holds(info.left) && holds(info.right);
  };
  try {
    return expression !== undefined && holds(parse(expression));
  } catch {
    return false;
  }
}
