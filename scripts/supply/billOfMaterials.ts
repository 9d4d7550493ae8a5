import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import parse from 'spdx-expression-parse';
import { parseManifest, type StyleManifest } from '#domain/model/styleManifest.ts';
import { mediapipeAssets } from '../assets/mediapipe.ts';
import type { ShippedPackage } from './shippedPackages.ts';

const json = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
const licences = new Contrib.License.Factories.LicenseFactory(parse);

interface ModelFile {
  /** Below the build's root. */
  readonly path: string;
  readonly sha256: string;
  readonly licence: string;
  readonly supplier: string;
  /** Path of its model card. */
  readonly card?: string;
}

/**
 * The application's bill of materials as CycloneDX 1.6 JSON: the packages and the models that reach the
 * visitor. It holds neither time nor serial number: the same sources give the same bill.
 */
export function billOfMaterials(rootDir: string, shipped: readonly ShippedPackage[]): string {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(rootDir, path), 'utf8'));
  const { name, version, license } = read('package.json') as Record<string, string>;
  const application = new Models.Component(Enums.ComponentType.Application, name!, {
    bomRef: name!,
    version: version!,
    licenses: licence(license!),
  });
  const manifest = parseManifest(read('public/models/manifest.json'));
  const models = [...ownModels(manifest), ...mediapipeModels()];
  const components = [...shipped.map(packageComponent), ...models.map(modelComponent)];
  for (const { bomRef } of components) application.dependencies.add(bomRef);
  const bill = new Models.Bom({
    metadata: new Models.Metadata({ component: application }),
    components: new Models.ComponentRepository(components),
  });
  return json.serialize(bill, { sortLists: true, space: 2 });
}

function ownModels({ model }: StyleManifest): ModelFile[] {
  return [...Object.values(model.files), model.styleEncoder].map(({ file, sha256 }) => ({
    path: `models/${file}`,
    sha256,
    licence: model.licence,
    supplier: 'The Toonroom authors',
    card: `models/${model.card}`,
  }));
}

function mediapipeModels(): ModelFile[] {
  return mediapipeAssets.map(({ path, sha256 }) => ({
    path,
    sha256,
    licence: 'Apache-2.0',
    supplier: 'The MediaPipe Authors (Google LLC)',
  }));
}

function packageComponent(shipped: ShippedPackage): Models.Component {
  const { name, version, licence: expression, copyright, sha512 } = shipped;
  const [base, scope] = name.split('/').toReversed();
  const purl = `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;
  return new Models.Component(Enums.ComponentType.Library, base!, {
    bomRef: purl,
    purl,
    version,
    copyright,
    licenses: licence(expression),
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], sha512]]),
    ...(scope !== undefined && { group: scope }),
  });
}

function modelComponent(model: ModelFile): Models.Component {
  const { ModelCard } = Enums.ExternalReferenceType;
  const cards = model.card ? [new Models.ExternalReference(model.card, ModelCard)] : [];
  return new Models.Component(Enums.ComponentType.MachineLearningModel, model.path, {
    bomRef: model.path,
    licenses: licence(model.licence),
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], model.sha256]]),
    supplier: new Models.OrganizationalEntity({ name: model.supplier }),
    externalReferences: new Models.ExternalReferenceRepository(cards),
  });
}

const licence = (expression: string): Models.LicenseRepository =>
  new Models.LicenseRepository([licences.makeFromString(expression)]);
