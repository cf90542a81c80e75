import type { Finder, Rule } from '../../rule'
import { signs } from '../../signs'

const home = /[\\/¥]{1,4}([^\s\\/¥:*?"'<>|,;()[\]{}]{3,64})/y
/** Folders of the system, and what manuals write. */
const nobody = /^(?:Shared|Public|Default|All|Guest|user|username|you|name|runner|\.{1,3}|\$.*|%.*|\[redacted.*)$/i
/** What follows a person's folder below `/home` and no page of a site. */
const inHome =
  /[\\/](?:\.[a-z]|(?:documents|desktop|downloads|src|projects?|code|work|workspaces?|git|repos?|dev|node_modules|www|public_html|bin|lib|go|snap)(?:[\\/]|$))/iy

const userPath: Finder = {
  needs: signs.slash,
  find(text, hit) {
    for (const [folder, isSure] of [
      ['Users', true],
      ['home', false],
    ] as const) {
      for (let at = text.indexOf(folder); at >= 0; at = text.indexOf(folder, at + folder.length)) {
        if (!/[\\/¥]/.test(text[at - 1] ?? '')) continue
        home.lastIndex = at + folder.length
        const match = home.exec(text)
        const name = match?.[1] ?? ''
        if (match === null || nobody.test(name)) continue
        const end = home.lastIndex
        if (!isSure && !isHome(text, at, end)) continue
        hit(end - name.length, end)
      }
    }
  },
}

function isHome(text: string, at: number, end: number): boolean {
  if (/file:\/\/\/$/.test(text.slice(Math.max(0, at - 8), at))) return true
  inHome.lastIndex = end
  return !/[\w.:-]/.test(text[at - 2] ?? ' ') && inHome.test(text)
}

export const userPathRule: Rule = {
  id: 'user-path',
  title: 'Home folders',
  hides: "The person's name in paths such as /Users/… and C:\\Users\\….",
  confidence: 'medium',
  templates: ['pii', 'hipaa'],
  priority: 25,
  find: userPath,
}
