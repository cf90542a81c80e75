import type { JSX } from 'preact'
import { visibleText } from '../../core/visible-text'
import type { JsonLines } from '../selectors/json-lines'
import { RecordedLines } from './recorded-text'
import { VirtualList } from './virtual-list'

export interface JsonTextProps {
  readonly lines: JsonLines
  readonly label: string
}

const LINE_HEIGHT = 17

/** JSON of any length as numbered lines, of which only those on screen exist. */
export function JsonText({ lines, label }: JsonTextProps): JSX.Element {
  return (
    <VirtualList
      count={lines.count}
      rowHeight={LINE_HEIGHT}
      keyAt={(index) => index}
      indexOf={Number}
      renderRow={(index) => (
        <div key={index} class="raw-line">
          <span class="raw-number" aria-hidden="true">
            {index + 1}
          </span>
          <bdi>{visibleText(lines.lines(index, index + 1)[0] ?? '')}</bdi>
        </div>
      )}
      version={lines}
      active={-1}
      reveal={0}
      attributes={{ role: 'region', tabIndex: 0, 'aria-label': label, class: 'raw' }}
    />
  )
}

/** So much is one text, which wraps and can be selected. */
const SHORT_LINES = 1000
const SHORT_TEXT = 100_000

/** The same where little of it is wrapped and selected like any text. */
export function WrappedJson({ lines, label }: JsonTextProps): JSX.Element {
  const text = lines.count > SHORT_LINES ? '' : lines.lines(0, lines.count).join('\n')
  return lines.count > SHORT_LINES || text.length > SHORT_TEXT ? (
    <JsonText lines={lines} label={label} />
  ) : (
    <RecordedLines text={text} class="json" />
  )
}
