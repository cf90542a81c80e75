import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exists, filesBelow, read } from './sources'

const documents = [
  ...['README.md', 'DEVELOPERS.md', 'PRIVACY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...filesBelow('docs', /\.md$/),
  ...filesBelow('src', /\.md$/),
  ...filesBelow('test', /\.md$/),
]
const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts

/** The anchors that a Markdown file offers, as its headings give them. */
function anchorsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function brokenLinks(path: string): readonly string[] {
  const links = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return links
    .filter((target) => !/^(?:https?|mailto):/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#')
      const other = file === '' ? path : posix.join(posix.dirname(path), file)
      return !exists(other) || (anchor !== undefined && !anchorsIn(read(other)).includes(anchor))
    })
    .map((target) => `${path}: ${target}`)
}

/** Paths in backticks that begin in a folder of the repository; patterns and placeholders are left out. */
function missingPaths(path: string): readonly string[] {
  const named = [...read(path).matchAll(/`((?:src|test|scripts|docs|demo|entrypoints|public|\.ci|\.github)\/[\w./-]+)`/g)]
  return named
    .map(([, name = '']) => name)
    .filter((name) => !/\bNAME\b/.test(name) && !exists(name))
    .map((name) => `${path}: ${name}`)
}

describe('the documents', () => {
  it('link to what is there', () => {
    expect(documents.flatMap(brokenLinks)).toEqual([])
  })

  it('name files and folders that are there', () => {
    // What comes from elsewhere names the files of elsewhere.
    const ours = documents.filter((path) => !path.startsWith('test/fixtures/'))
    expect(ours.flatMap(missingPaths)).toEqual([])
  })

  it('name commands that package.json has', () => {
    const unknown = documents.flatMap((path) =>
      [...read(path).matchAll(/npm run (?:-s )?([\w:-]+)/g)]
        .filter(([, name = '']) => !Object.hasOwn(scripts, name))
        .map(([words]) => `${path}: ${words}`),
    )
    expect(unknown).toEqual([])
  })

  it('are all reached from the README or the DEVELOPERS file', () => {
    const entrance = read('README.md') + read('DEVELOPERS.md') + read('docs/architecture.md')
    const lonely = filesBelow('docs', /\.md$/).filter((path) => !entrance.includes(posix.basename(path)))
    expect(lonely).toEqual([])
  })
})
