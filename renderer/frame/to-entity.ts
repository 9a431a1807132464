import { type Attribute, type ChildEntity, EntityKind, type LinkClass, type ProvidedEntity, parseShape } from '@h5web/app';
import type { H5Attribute, H5Entity } from '../../core/contract/explorer.ts';
import { toDType } from './to-dtype.ts';

const links: Readonly<Record<'soft' | 'external', LinkClass>> = { soft: 'Soft', external: 'External' };

/** As it was asked for: a group with its children. */
export function toEntity(entity: H5Entity): ProvidedEntity {
  if (entity.kind !== 'group') return toChild(entity);
  return { ...headOf(entity), kind: EntityKind.Group, children: (entity.children ?? []).map(toChild) };
}

/** A group among them is asked for by itself. */
function toChild(entity: H5Entity): Exclude<ChildEntity, { kind: EntityKind.Group }>;
function toChild(entity: H5Entity): ChildEntity;
function toChild(entity: H5Entity): ChildEntity {
  const head = headOf(entity);
  switch (entity.kind) {
    case 'group':
      return { ...head, kind: EntityKind.Group };
    case 'dataset':
      return {
        ...{ ...head, kind: EntityKind.Dataset, shape: parseShape(entity.shape), type: toDType(entity.type), rawType: entity.type },
        filters: entity.filters.map(({ id, name, missing }) => ({ id, name: missing ? `${name} (missing here)` : name })),
        ...(entity.chunks !== null && { chunks: entity.chunks }),
      };
    case 'datatype':
      return { ...head, kind: EntityKind.Datatype, type: toDType(entity.type), rawType: entity.type };
    case 'unresolved':
      return { ...head, kind: EntityKind.Unresolved, link: { class: links[entity.link], path: entity.target } };
  }
}

function headOf({ name, path, attributes }: H5Entity): { name: string; path: string; attributes: KnownAttribute[] } {
  return { name, path, attributes: attributes.map(toAttribute) };
}

/** H5Web takes along what it does not know. */
export type KnownAttribute = Attribute & { known: H5Attribute };

function toAttribute(known: H5Attribute): KnownAttribute {
  return { name: known.name, shape: parseShape(known.shape), type: toDType(known.type), known };
}
