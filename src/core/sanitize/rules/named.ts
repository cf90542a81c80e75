import { type Family, isAbout, nameWords, secretName } from '../../guard'
import type { NameMatch, Rule } from '../rule'

const guardStems: readonly string[] =
  'pass|pwd|pin|cvv|cvc|cvn|csc|cookie|otp|2fa|mfa|tfa|two|2 factor|factor|one|verif|authent|recovery|backup|sms|security|card|cid|authori|auth|kennwort|wachtwoord|contrase'.split(
    '|',
  )
const secretStems: readonly string[] =
  'token|secret|key|cred|jwt|mnemonic|phrase|answer|pw|csrf|xsrf|sid|sess|verifier|saml|oauth|auth|sig|hmac|bearer|code|state|assertion|ticket|amz|goog'.split(
    '|',
  )

const guarded: NameMatch = { numbers: 'all', containers: 'whole' }
const guardedLine: NameMatch = { ...guarded, wholeLine: true }

/** The guard's families again: a session may be older than a name in it, or come from elsewhere. */
function family(id: Family, title: string, hides: string, more?: (words: string) => NameMatch | undefined): Rule {
  const match = id === 'cookie' || id === 'authorization' ? guardedLine : guarded
  return {
    id,
    title,
    hides,
    confidence: 'strong',
    templates: id === 'pin' || id === 'card-code' ? ['secrets', 'pci'] : ['secrets'],
    priority: 90,
    names: { match: (name) => (secretName(name) === id ? match : more?.(nameWords(name))), stems: guardStems },
  }
}

/** `cid` is a card's code when it holds three or four digits, and somebody's client id otherwise. */
const cardId: NameMatch = { numbers: 'all', containers: 'plain', looks: /^\d{3,4}$/, words: true }

const opaque: NameMatch = { numbers: 'long', containers: 'plain', looks: /^(?=[^\s]*\d)[^\s]{8,}$/, words: true }
const text: NameMatch = { numbers: 'long', containers: 'plain', words: true }
const deep: NameMatch = { numbers: 'long', containers: 'within', words: true }

/** Words that end the matter: a name with one of them after the secret's own word is about it. */
const about =
  /\b(?:types?|counts?|limits?|usage|used|budget|length|total|max|min|price|balance|symbol|decimals|address|supply|standard|contract|issuer|endpoint|uri|url|storage|service|provider|interceptor|refresh(?:ed|ing)?|scheduled|santa|name|names|id|ids|version|algorithm|alg|scheme|format|duration|timeout|ttl|lifetime|start|started|end|ended|active|number|index|replay|recording|user|users|data store|manager|handler|file|path)\b/

/** Words that say of what follows that it is none. */
const madeUp = / (?:not|non|fake|dummy|mock|sample|example)(?= )/

const keys =
  'api|access|private|secret|signing|signature|encryption|decryption|master|license|account|ssh|auth|app|application|client|service|consumer|shared|storage account|storage|deploy|admin|hmac|cloud|iam|softlayer'
const secrets: readonly (readonly [NameMatch, RegExp])[] = [
  [
    deep,
    new RegExp(
      `(?:tokens?|secrete?s?|(?:${keys}) ?keys?|credentials?| creds?| jwts?| mnemonic| (?:seed|recovery|backup) ?phrase| (?:security|secret) ?answers?| pw)\\d{0,20}(?= )`,
    ),
  ],
  [
    text,
    / (?:[cx]srf|sid|php ?sess ?id|phpsessid|j ?session ?id|jsessionid|sess ?id|sessionid|session ?(?:id|key|hash|cookie|value)|code ?verifier|saml ?response|oauth ?verifier)\d*(?= )/,
  ],
  [opaque, / (?:session|sess|auth|signature|sig|hmac|bearer|confirmation ?code|auth(?:orization)? ?code)\d* $/],
]

/** Parameters of sign-in and of signed addresses: short names that say nothing anywhere else. */
const parameters = /^ (?:code|state|assertion|sig|signature|key|ticket|auth|(?:x )?amz (?:signature|credential)|x goog signature)\d* $/
const parameter: NameMatch = { numbers: 'none', containers: 'plain', looks: /^(?=\D*\d)[\w.~%+/=-]{16,}$/, words: true, parameter: true }

function secretMatch(name: string): NameMatch | undefined {
  const words = nameWords(name)
  for (const [match, pattern] of secrets) {
    const found = pattern.exec(words)
    if (found === null) continue
    const before = words.slice(0, found.index)
    const after = words.slice(found.index + found[0].length)
    if (isAbout(before, after) || about.test(after) || madeUp.test(before)) continue
    // Several tokens as one number are a count of them.
    return found[0].endsWith('tokens') ? { ...match, numbers: 'none' } : match
  }
  return parameters.test(words) ? parameter : undefined
}

export const namedRules: readonly Rule[] = [
  family('password', 'Passwords', 'Values under a name for a password, and the password of an address.'),
  family('pin', 'PINs', 'Values under a name for a PIN.'),
  family('card-code', 'Card security codes', 'Values under a name for the security code of a card.', (words) =>
    words === ' cid ' ? cardId : undefined,
  ),
  family('one-time-code', 'One-time codes', 'Values under a name for a one-time or second-factor code.'),
  family('cookie', 'Cookies', 'Cookie and Set-Cookie headers, and what is called a cookie.'),
  family('authorization', 'Authorization headers', 'Authorization and Proxy-Authorization headers.'),
  {
    id: 'secret-name',
    title: 'Secrets by name',
    hides: 'Values under names such as token, apiKey, secret, session id, csrf or private key.',
    confidence: 'medium',
    templates: ['secrets'],
    priority: 40,
    names: {
      match: secretMatch,
      stems: secretStems,
    },
  },
]
