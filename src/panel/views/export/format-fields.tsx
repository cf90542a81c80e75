import type { JSX } from 'preact'
import { RadioGroup } from '../../parts/radio-group'
import { exportFormats, exportPackings } from '../../selectors/export/choice'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export

/** How the file is written, each choice with the size that it would make. */
export function FormatFields(): JSX.Element {
  const { exporting } = usePanel()
  const { format, compression } = exporting.choice.value
  return (
    <>
      <RadioGroup
        name="export-format"
        legend={words.format}
        value={format}
        options={exportFormats.map((id) => ({
          id,
          label: words.formats[id],
          hint: words.formatHints[id],
          aside: words.about(exporting.sizeOf(id, compression)),
        }))}
        onChoose={(id) => exporting.change({ format: id })}
      />
      <RadioGroup
        name="export-packing"
        legend={words.packing}
        value={compression}
        options={exportPackings.map((id) => ({
          id,
          label: words.packings[id],
          hint: words.packingHints[id],
          aside: words.about(exporting.sizeOf(format, id)),
        }))}
        onChoose={(id) => exporting.change({ compression: id })}
      />
    </>
  )
}
