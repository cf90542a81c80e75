import { bytesText } from '../base64'
import { isExampleLogin } from '../placeholders'
import type { Finder, Rule } from '../rule'
import { signs } from '../signs'

/** Up to five parts of base64url: signed (JWS) and encrypted (JWE) tokens. Claims may be as short as `e30`. */
const jwtShape = /ey[\w-]{8,}\.(?:[\w-]{2,}|(?=\.))(?:\.[\w-]*){0,3}/y

const jwt: Finder = {
  needs: signs.token,
  find(text, hit) {
    for (let at = text.indexOf('ey'); at >= 0; at = text.indexOf('ey', at + 2)) {
      // `{"` in base64url, as a header begins.
      const third = text.charCodeAt(at + 2)
      if ((third !== 73 && third !== 74) || isWord(text, at - 1)) continue
      const headEnd = runEnd(text, at)
      jwtShape.lastIndex = at
      // Asked only where a header ends: the pattern would go over all that has none twice.
      const end = text[headEnd] === '.' && jwtShape.test(text) ? jwtShape.lastIndex : 0
      if (end > 0 && isJwtHeader(text.slice(at, Math.min(headEnd, at + 80)))) hit(at, end)
      // Whatever it was, nothing else begins within the same run.
      at = Math.max(end, headEnd) - 2
    }
  },
}

/** The header is an object that names what a token's header names; a damaged one may break off after that. */
function isJwtHeader(head: string): boolean {
  const text = bytesText(head)
  return text.startsWith('{') && /^\{\s*"(?:alg|typ|kid|enc|cty|jwk|jku|x5[ctu]|zip|nonce|appid|iat|ver|crit|b64)"/.test(text)
}

const noWord = /[^\w-]/g

function runEnd(text: string, from: number): number {
  noWord.lastIndex = from
  return noWord.test(text) ? noWord.lastIndex - 1 : text.length
}

/** 1 for each character of base64url. */
const words = new Uint8Array(128)
for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-') words[character.charCodeAt(0)] = 1

function isWord(text: string, at: number): boolean {
  return words[text.charCodeAt(at)] === 1
}

const keyBegin = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y
const keyEnd = /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g

const privateKey: Finder = {
  needs: signs.keyword,
  find(text, hit) {
    for (let at = text.indexOf('-----BEGIN '); at >= 0; at = text.indexOf('-----BEGIN ', at + 1)) {
      keyBegin.lastIndex = at
      const begin = keyBegin.exec(text)
      if (begin === null) continue
      keyEnd.lastIndex = at + begin[0].length
      const end = keyEnd.exec(text)
      const bodyEnd = end === null ? text.length : end.index
      if (bodyEnd - keyBegin.lastIndex > 8) hit(at, end === null ? text.length : end.index + end[0].length)
      at = bodyEnd
    }
  },
}

/** The user info of an address: `//user:password@`. The last `@` before the path ends it. */
const userInfo = /:\/\/([^\s/?#:@"'<>\\[\]]{0,256}:(?!\[redacted:)[^\s/?#"'<>\\]{1,1024})@/g
const databases =
  /(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|rediss|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|neo4j(?:\+s)?|bolt|cassandra|couchbase|kafka|nats|ldaps?)$/i

function userInfoFinder(wanted: boolean): Finder {
  return {
    needs: signs.at | signs.assign,
    find(text, hit) {
      for (const match of text.matchAll(userInfo)) {
        const found = match[1] ?? ''
        const scheme = text.slice(Math.max(0, match.index - 16), match.index)
        if (databases.test(scheme) === wanted && !isExampleLogin(found)) hit(match.index + 3, match.index + 3 + found.length)
      }
    },
  }
}

const bearer = /\b(?:[bB]earer|BEARER)(?:\s|%20|\+){1,3}(?=[\w.~+/%=-]{0,4096}[\d.=_-])([\w.~+/%-]{8,}={0,2})/g
const basic = /\b(?:[bB]asic|BASIC)(?:\s|%20|\+){1,3}([A-Za-z0-9+/]{8,}(?:={1,2}|%3D){0,2})/g

const bearerFinder: Finder = {
  needs: signs.keyword,
  find(text, hit) {
    if (!/earer|EARER/.test(text)) return
    for (const match of text.matchAll(bearer)) hitLast(match, hit)
  },
}

const basicFinder: Finder = {
  needs: signs.keyword,
  find(text, hit) {
    if (!/asic[ %+]|ASIC[ %+]/.test(text)) return
    for (const match of text.matchAll(basic)) if (looksEncoded(match[1] ?? '')) hitLast(match, hit)
  },
}

function hitLast(match: RegExpExecArray, hit: (start: number, end: number) => void): void {
  const end = match.index + match[0].length
  hit(end - (match[1]?.length ?? 0), end)
}

/** Base64 mixes cases and digits in a way that the next word of a sentence does not. */
function looksEncoded(word: string): boolean {
  return /\d|=|%3D/.test(word) || (/[a-z][A-Z]/.test(word) && /[A-Z].*[A-Z]/.test(word.slice(1)))
}

const curlUser =
  /(?:\s-u|--user)[\s=]{1,4}(?:"([^"\r\n]{1,256})"|'([^'\r\n]{1,256})'|([^\s"'|]{1,256}(?:'[^'\r\n]{1,256}'|"[^"\r\n]{1,256}")?))/g

/** What manuals of tools have. */
const exampleLogin = /^(?:user(?:name)?|login|name|me|foo|admin):(?:pass|token|api[_-]?(?:key|token)|key|bar)$/i

const curl: Finder = {
  needs: signs.assign,
  find(text, hit) {
    if (!text.includes('curl')) return
    for (const match of text.matchAll(curlUser)) {
      const found = match[1] ?? match[2] ?? match[3] ?? ''
      if (!/^[^:$<{@]+:/.test(found) || isExampleLogin(found) || exampleLogin.test(found) || found.includes('[redacted:')) continue
      const start = match.index + match[0].lastIndexOf(found)
      hit(start, start + found.length)
    }
  },
}

export const credentialRules: readonly Rule[] = [
  {
    id: 'private-key',
    title: 'Private keys',
    hides: 'Blocks of private keys (PEM, OpenSSH, PGP).',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 100,
    find: privateKey,
  },
  {
    id: 'jwt',
    title: 'JSON Web Tokens',
    hides: 'Signed, unsigned and encrypted JSON Web Tokens, with their claims.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 70,
    find: jwt,
  },
  {
    id: 'database-url',
    title: 'Database passwords',
    hides: 'User and password in the address of a database or message broker.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 75,
    find: userInfoFinder(true),
  },
  {
    id: 'url-user',
    title: 'Passwords in addresses',
    hides: 'User and password in any other address.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 75,
    find: userInfoFinder(false),
  },
  {
    id: 'bearer',
    title: 'Bearer tokens',
    hides: 'What follows the word Bearer, when it looks like a token.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 65,
    find: bearerFinder,
  },
  {
    id: 'basic',
    title: 'Basic credentials',
    hides: 'What follows the word Basic, when it looks encoded.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 65,
    find: basicFinder,
  },
  {
    id: 'curl-user',
    title: 'Passwords in curl commands',
    hides: 'User and password given to curl with -u or --user.',
    confidence: 'medium',
    templates: ['secrets'],
    priority: 65,
    find: curl,
  },
]
