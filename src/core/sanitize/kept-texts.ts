/** Texts in which rules found something that another one keeps: looking again at what was written, nobody is to stumble over them. */
export interface KeptTexts {
  add(text: string): void
  has(text: string): boolean
}

/** Who keeps more than this has to look into the rule: what is not remembered stops the export. */
const MOST = 20_000
const LONGEST = 10_000

export function createKeptTexts(): KeptTexts {
  const texts = new Set<string>()
  return {
    add(text) {
      if (texts.size < MOST && text.length <= LONGEST) texts.add(text)
    },
    has: (text) => texts.has(text),
  }
}
