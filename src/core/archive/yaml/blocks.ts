import { AppError } from '../../errors'
import { invalid } from '../check'
import { yaml } from './layout'

export type BlockPart = 'header' | 'meta' | 'delta' | 'documents' | 'notes' | 'view' | 'entries' | 'summary'

/** Lines of a document that belong together. */
export interface Block {
  readonly part: BlockPart
  /** Without what it is indented by; undefined for the beginning of a list. */
  readonly text?: string | undefined
  /** The number of its first line, from 1. */
  readonly line: number
}

/** Cuts a document in the writer's layout into blocks: the header, a meta, the beginning of a list, an item of it, a view, the summary. */
export interface Blocks {
  /** Takes the next line. */
  take(text: string, number: number): void
  /** Gives the last block. */
  end(): void
}

const lists = /^ {4}(documents|notes|entries):( \[\])?$/

/** `longest`: characters of one block, as what is held of a document. Throws `archive/too-large`, `archive/invalid`. */
export function createBlocks(give: (block: Block) => void, longest: number): Blocks {
  let part: BlockPart = 'header'
  let margin = ''
  let lines: string[] = []
  let length = 0
  let first = 1

  function flush(): void {
    if (lines.length > 0) give({ part, text: lines.join('\n'), line: first })
    lines = []
    length = 0
  }

  /** What follows belongs to `next`, indented by `rest`. */
  function begin(next: BlockPart, rest: string): void {
    flush()
    part = next
    margin = rest
  }

  function add(text: string, number: number): void {
    if (lines.length === 0) first = number
    lines.push(text)
    // An empty line is one character, its end.
    length += text.length + 1
    if (length > longest) throw new AppError('archive/too-large', { what: `what begins at line ${first}`, size: length, limit: longest })
  }

  function inSession(text: string, number: number): void {
    const list = lists.exec(text)?.[1]
    if (text === yaml.meta) begin('meta', yaml.metaRest)
    else if (text === yaml.delta) begin('delta', yaml.metaRest)
    else if (text === yaml.view) begin('view', yaml.viewRest)
    else if (list !== undefined) {
      begin(list as BlockPart, yaml.itemRest)
      give({ part, line: number })
    } else if (margin === yaml.itemRest && text.startsWith(yaml.item)) {
      flush()
      add(text.slice(yaml.item.length), number)
    } else if (text.trim() === '' || text.startsWith(margin)) add(text.slice(margin.length), number)
    else throw invalid(`line ${number}`, 'this line belongs to nothing before it')
  }

  return {
    take(text, number) {
      const isTop = /^\S/.test(text)
      if (isTop && text.startsWith(yaml.summary)) begin('summary', '')
      else if (isTop && (text === yaml.sessions || text === yaml.noSessions)) {
        flush()
        return
      }
      if (isTop || part === 'summary') add(text, number)
      else inSession(text, number)
    },
    end: flush,
  }
}
