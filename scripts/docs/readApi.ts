import { join } from 'node:path';
import {
  API,
  type Checker,
  NodeBuilderFlags,
  type Project,
  SignatureKind,
  type Symbol as TypeSymbol,
  SymbolFlags,
  type Type,
} from 'typescript/unstable/sync';
import { type Node, SyntaxKind, type TypeNode } from 'typescript/unstable/ast';
import {
  isArrayLiteralExpression,
  isAsExpression,
  isClassDeclaration,
  isFunctionDeclaration,
  isIndexedAccessTypeNode,
  isLiteralTypeNode,
  isMappedTypeNode,
  isPropertyDeclaration,
  isPropertySignatureDeclaration,
  isSpreadElement,
  isTypeAliasDeclaration,
  isTypeLiteralNode,
  isUnionTypeNode,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import type { ApiEntry, ApiField, ApiMethod, ApiValue } from '../../src/docs/reference/api.ts';

const sdk = 'packages/toonroom/src/sdk';
const printed = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias;

/** Everything that the package exports, in the order of its index. Takes about 200 ms. */
export function readApi(root: string): readonly ApiEntry[] {
  const api = new API({ cwd: root });
  try {
    const config = join(root, sdk, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    const index = project?.program.getSourceFile(join(root, sdk, 'index.ts'));
    const exported = index && project?.checker.getSymbolAtLocation(index);
    if (!project || !exported) throw new Error(`${sdk} has no index.`);
    const reader = new Reader(project);
    return project.checker.getExportsOfModule(exported).map((symbol) => reader.entry(symbol));
  } finally {
    api.close();
  }
}

class Reader {
  readonly #project: Project;
  readonly #checker: Checker;

  constructor(project: Project) {
    this.#project = project;
    this.#checker = project.checker;
  }

  entry(exported: TypeSymbol): ApiEntry {
    const isAlias = (exported.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
    const declaration = this.#declarationOf(symbol);
    const entry = {
      name: exported.name,
      text: this.#textOf(symbol),
      fields: [],
      methods: [],
      values: [],
    };
    if (symbol.flags & SymbolFlags.Class) {
      return { ...entry, kind: 'class', ...this.#classMembers(symbol) };
    }
    if (symbol.flags & SymbolFlags.Interface) {
      const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
      return { ...entry, kind: 'interface', ...this.#membersOf(type) };
    }
    if (declaration && isFunctionDeclaration(declaration)) {
      const type = this.#checker.getTypeOfSymbol(symbol)!;
      const method = this.#methodOf(symbol, type);
      return { ...entry, kind: 'function', code: `${method.name}${method.signature}` };
    }
    if (declaration && isTypeAliasDeclaration(declaration)) {
      return { ...entry, kind: 'type', ...this.#aliasParts(declaration.type) };
    }
    return { ...entry, kind: 'constant', code: this.#constantCode(symbol) };
  }

  #declarationOf(symbol: TypeSymbol): Node | undefined {
    return symbol.declarations[0]?.resolve(this.#project);
  }

  /** The docstring, with what it says about errors as a sentence of its own. */
  #textOf(symbol: TypeSymbol): string {
    const tags = symbol.getJsDocTags(this.#checker);
    const throws = tags.flatMap(({ name, text }) =>
      name === 'throws' && text ? [`Rejects with ${text}`] : [],
    );
    return [symbol.getDocumentationComment(this.#checker), ...throws]
      .map(withoutLinks)
      .join('\n\n')
      .trim();
  }

  #membersOf(type: Type): Pick<ApiEntry, 'fields' | 'methods'> {
    const fields: ApiField[] = [];
    const methods: ApiMethod[] = [];
    for (const symbol of this.#checker.getPropertiesOfType(type)) {
      const memberType = this.#checker.getTypeOfSymbol(symbol)!;
      const declaration = this.#declarationOf(symbol);
      const isField =
        declaration !== undefined &&
        (isPropertySignatureDeclaration(declaration) || isPropertyDeclaration(declaration));
      if (!isField && this.#isCallable(memberType)) {
        methods.push(this.#methodOf(symbol, memberType));
      } else fields.push(this.#fieldOf(symbol, memberType));
    }
    // What must be given comes first.
    return {
      fields: fields.toSorted((a, b) => Number(a.isOptional) - Number(b.isOptional)),
      methods,
    };
  }

  #isCallable(type: Type): boolean {
    return this.#checker.getSignaturesOfType(type, SignatureKind.Call).length > 0;
  }

  #fieldOf(symbol: TypeSymbol, type: Type): ApiField {
    const declaration = this.#declarationOf(symbol);
    const written =
      declaration &&
      (isPropertySignatureDeclaration(declaration) || isPropertyDeclaration(declaration))
        ? declaration.type
        : undefined;
    const text = written ? sourceOf(written) : this.#checker.typeToString(type);
    const isOptional = (symbol.flags & SymbolFlags.Optional) !== 0;
    return {
      name: symbol.name,
      isOptional,
      type: isOptional ? text.replace(/ \| undefined$/, '') : text,
      text: this.#textOf(symbol),
    };
  }

  #methodOf(symbol: TypeSymbol, type: Type): ApiMethod {
    const written = this.#checker
      .typeToString(type, undefined, printed)
      .replaceAll(/(\w+)\?: (\w+) \| undefined/g, '$1?: $2')
      .replaceAll('<ArrayBufferLike>', '')
      // On the page a photo is named by its id.
      .replace(/^\(photo: string/, '(photoId: string');
    const end = parametersEnd(written);
    const signature = `${written.slice(0, end)}: ${written.slice(end + ' => '.length)}`;
    return { name: symbol.name, signature, text: this.#textOf(symbol) };
  }

  /** What somebody who catches an instance can read; how it is made is the package's own business. */
  #classMembers(symbol: TypeSymbol): Pick<ApiEntry, 'fields' | 'methods'> {
    const own = new Set([...symbol.getMembers().values()].map(({ name }) => name));
    const isOwn = ({ name }: { readonly name: string }): boolean =>
      own.has(name) && !name.includes('#');
    const { fields, methods } = this.#membersOf(this.#checker.getDeclaredTypeOfSymbol(symbol));
    const promised = new Map(this.#implementedFields(symbol).map(({ name, text }) => [name, text]));
    return {
      fields: fields
        .filter(isOwn)
        .map((field) => ({ ...field, text: field.text || (promised.get(field.name) ?? '') })),
      methods: methods.filter(isOwn),
    };
  }

  /** The fields of the interfaces that a class implements, which say what its own ones mean. */
  #implementedFields(symbol: TypeSymbol): readonly ApiField[] {
    const declaration = this.#declarationOf(symbol);
    if (!declaration || !isClassDeclaration(declaration)) return [];
    return (declaration.heritageClauses ?? [])
      .filter(({ token }) => token === SyntaxKind.ImplementsKeyword)
      .flatMap(({ types }) => types)
      .flatMap((written) => this.#membersOf(this.#checker.getTypeAtLocation(written)!).fields);
  }

  #aliasParts(type: TypeNode): Pick<ApiEntry, 'code'> & Partial<ApiEntry> {
    if (isIndexedAccessTypeNode(type)) {
      const values = this.#listedValues(type);
      if (values) return { values };
    }
    if (isTypeLiteralNode(type)) return this.#membersOf(this.#checker.getTypeFromTypeNode(type)!);
    if (isUnionTypeNode(type) && type.types.every(isLiteralTypeNode)) {
      return { values: type.types.map(valueOf) };
    }
    // The members of a mapped type are those of what uses it.
    if (isMappedTypeNode(type)) return {};
    const code = sourceOf(type).replaceAll(
      /\(typeof (\w+)\)\[number\]/g,
      (written, list: string) => {
        const values = this.#valuesOf(list, type);
        return values.length > 0 ? values.map(({ value }) => value).join(' | ') : written;
      },
    );
    return { code };
  }

  /** The elements of `list` where a type is written as `(typeof list)[number]`. */
  #listedValues(type: TypeNode): readonly ApiValue[] | undefined {
    const [, list] = /^\(typeof (\w+)\)\[number\]$/.exec(type.getText()) ?? [];
    return list === undefined ? undefined : this.#valuesOf(list, type);
  }

  /** The elements of a constant array, as seen from a node; none where it is not one. */
  #valuesOf(list: string, from: Node): readonly ApiValue[] {
    const found = this.#checker.resolveName(list, SymbolFlags.Variable | SymbolFlags.Alias, from);
    const isAlias = found && (found.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(found) : found;
    const declaration = symbol && this.#declarationOf(symbol);
    if (!declaration || !isVariableDeclaration(declaration)) return [];
    const { initializer } = declaration;
    if (!initializer || !isAsExpression(initializer)) return [];
    const { expression } = initializer;
    if (!isArrayLiteralExpression(expression)) return [];
    return expression.elements.flatMap((element) =>
      isSpreadElement(element)
        ? this.#valuesOf(element.expression.getText(), element)
        : [valueOf(element)],
    );
  }

  #constantCode(symbol: TypeSymbol): string {
    const declaration = this.#declarationOf(symbol);
    const written =
      declaration && isVariableDeclaration(declaration) && declaration.type
        ? sourceOf(declaration.type)
        : this.#checker.typeToString(this.#checker.getTypeOfSymbol(symbol)!);
    return `const ${symbol.name}: ${written}`;
  }
}

/** Where the parameters of a function's type end: behind the bracket that closes its first one. */
function parametersEnd(type: string): number {
  let depth = 0;
  for (let index = 0; index < type.length; index++) {
    if (type[index] === '(') depth++;
    if (type[index] === ')' && --depth === 0) return index + 1;
  }
  throw new Error(`${type} is no function.`);
}

/** The source of a node, with the indentation of its first line taken off the others. */
function sourceOf(node: Node): string {
  // The comment before the first part of a union belongs to it.
  const source = isUnionTypeNode(node) ? node.getFullText().trim() : node.getText();
  const lines = source.split('\n');
  const indent = Math.min(
    ...lines.slice(1).map((line) => (line.trim() === '' ? Infinity : line.search(/\S/))),
  );
  return [lines[0], ...lines.slice(1).map((line) => line.slice(indent))].join('\n');
}

/** A literal with the comment before it, or after it in the same line. */
function valueOf(node: Node): ApiValue {
  const before = /\/\*\*([^]*?)\*\/\s*$/.exec(
    node.getFullText().slice(0, -node.getText().length),
  )?.[1];
  const file = node.getSourceFile().text;
  const [, after = ''] = /^[ ,;]*\/\/ (.*)/.exec(file.slice(node.end)) ?? [];
  const text = before === undefined ? sentence(after) : before.replaceAll(/^\s*\* ?/gm, '');
  return { value: node.getText(), text: withoutLinks(text).trim() };
}

/** The words of a comment at the end of a line, as those of a docstring are written. */
function sentence(words: string): string {
  return words && `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}

function withoutLinks(text: string): string {
  return text.replaceAll(/\{@link (?:import\([^)]*\)\.)?([\w.]+)\}/g, '`$1`');
}
