import type { ArchiveFormat, Compression } from '../../../core/archive'
import { type PresetName, presetNames, presets, type Selection, selectable } from '../../../core/selection'

/** What can be left out of a file, by kind. */
export type Part = NonNullable<Selection['without']>[number]

/** The formats and packings of files, in the order in which they are offered. */
export const exportFormats: readonly ArchiveFormat[] = ['json', 'yaml', 'msgpack']
export const exportPackings: readonly Compression[] = ['none', 'default', 'small']
export const exportParts: readonly Part[] = ['state', 'history', 'component', 'event', 'performance', 'notes', 'times', 'view']

/** How a file is written and what goes in: all that a preset says. */
export interface ExportShape {
  readonly format: ArchiveFormat
  readonly compression: Compression
  readonly without: readonly Part[]
}

/** What a preset says, as the dialog has it. Nothing packs faster than `default` here, so that is what `fast` means. */
export function shapeOf(name: PresetName): ExportShape {
  const { format, compression, selection } = presets[name]
  return { format, compression: compression === 'fast' ? 'default' : compression, without: inOrder(selection.without ?? []) }
}

/** What a file is like that nobody chose anything for: any tool opens it, and it does not tell how somebody looked at the session. */
export const usualShape: ExportShape = shapeOf('team')

/** The preset that says this; undefined where none does. */
export function presetOf(shape: ExportShape): PresetName | undefined {
  return presetNames.find((name) => isSame(shapeOf(name), shape))
}

export function isSame(a: ExportShape, b: ExportShape): boolean {
  return a.format === b.format && a.compression === b.compression && inOrder(a.without).join() === inOrder(b.without).join()
}

/** Whether a part goes in. Of states that are not there, there is no history. */
export function holds({ without }: Pick<ExportShape, 'without'>, part: Part): boolean {
  return !without.includes(part) && !(part === 'history' && without.includes('state'))
}

export function withPart(shape: ExportShape, part: Part, isIn: boolean): ExportShape {
  const others = shape.without.filter((other) => other !== part)
  return { ...shape, without: isIn ? others : inOrder([...others, part]) }
}

/** What was chosen last, as it was kept; what of it cannot be understood is as usual. */
export function parseShape(value: unknown): ExportShape {
  const { format, compression, without } = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  return {
    format: exportFormats.find((known) => known === format) ?? usualShape.format,
    compression: exportPackings.find((known) => known === compression) ?? usualShape.compression,
    without: Array.isArray(without) ? selectable.filter((part) => without.includes(part)) : usualShape.without,
  }
}

function inOrder(parts: readonly Part[]): readonly Part[] {
  return selectable.filter((part) => parts.includes(part))
}
