/** Texts are Markdown of one or more paragraphs, as the docstrings have them. */
export interface ApiField {
  readonly name: string;
  readonly isOptional: boolean;
  /** As TypeScript writes it. */
  readonly type: string;
  readonly text: string;
}

/** A function, a method or a call. */
export interface ApiMethod {
  readonly name: string;
  /** Parameters and result, as TypeScript writes them. */
  readonly signature: string;
  readonly text: string;
}

/** A value that a type allows. */
export interface ApiValue {
  /** As TypeScript writes it: `'png'`. */
  readonly value: string;
  readonly text: string;
}

/** One export of the package. */
export interface ApiEntry {
  readonly name: string;
  readonly kind: 'class' | 'constant' | 'function' | 'interface' | 'type';
  readonly text: string;
  /** The declaration where it is more than a list of fields, methods or values. */
  readonly code?: string | undefined;
  readonly fields: readonly ApiField[];
  readonly methods: readonly ApiMethod[];
  readonly values: readonly ApiValue[];
}
