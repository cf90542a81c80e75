import { guardUrl } from '../../../core/guard'
import { isObject } from '../callable'
import { accessor, textOrNone } from './accessor'
import type { Page } from './hooks'

const LONGEST = 2000
/** More is not even looked at: a page may hand over megabytes. */
const LOOKED_AT = 16_384

/** An address as it may be recorded: guarded, then cut; of one that carries its content, only the type. */
export function tellAddress(url: string): string {
  if (url.startsWith('data:')) return `${url.slice(0, 100).split(',', 1)[0]},…`
  const guarded = guardUrl(url.slice(0, LOOKED_AT))
  return guarded.length > LONGEST ? `${guarded.slice(0, LONGEST)}…` : guarded
}

/**
 * Gives the absolute address of what a page hands to `fetch`, `open`, a
 * constructor or an attribute; empty where only the browser can tell, as for
 * an object that the page's own code turns into text.
 */
export function createResolver(page: Page): (target: unknown) => string {
  const { URL, document } = page
  const requestUrl = accessor(page.Request, 'url')
  const hrefOf = accessor(URL, 'href')
  const baseUri = accessor(page.Node, 'baseURI')
  return (target) => {
    const written = textOrNone(isObject(target) ? (hrefOf(target) ?? requestUrl(target)) : target)
    const base = textOrNone(baseUri(document))
    return written && written.length < LOOKED_AT && URL.canParse(written, base) ? new URL(written, base).href : written
  }
}
