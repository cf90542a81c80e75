/** Words that nobody puts into a secret, but everybody into what stands for one. */
const standIns =
  /fake|dummy|example|placeholder|redacted|notreal|not[_-]a[_-]real|nota(?:password|secret|token|key)|replace[_-](?:me|with)|goes[_-]here|(?:your|my|sample)[_-](?:[a-z]{1,20}[_-]){0,3}(?:password|passphrase|token|key|secret|here)/i
/** Letters of one case, in words without blanks: a passphrase has those, and any words. */
const plainWords = /^(?:[a-z]+|[A-Z]+)(?:[_-](?:[a-z]+|[A-Z]+))*$/
const says = /[\p{L}\p{N}]/u

/** Whether a text stands for a secret, under whatever name: a mask, or words that say so. */
export function isStandIn(value: string): boolean {
  if (!says.test(value)) return true
  return value.length <= 60 && plainWords.test(value) && standIns.test(value)
}

/** A constant or variable of a program: `ACCESS_TOKEN`, `access_token`. */
const constant = /^[A-Z]{2,}(?:_[A-Z]{2,})+$/
const variable = /^(?:[a-z]+_){0,8}(?:tokens?|keys?|secrets?|passwords?|credentials?|here)$/
/** Markup, what was masked already, and one digit over and over. */
const noSecret = /^<[a-z]|[*#•]{6}|(\d)\1{15}/i
const address = /^[a-z][a-z+]{1,20}:\/\/([^\s/?#@]{1,200})@/i

/** Whether what stands under a loose name such as `token` is a word of a program, masked, or an address with an example of a login. */
export function isIdentifier(written: string): boolean {
  // What a line assigns to is no value of the line before.
  const value = written.replace(/\s{0,3}[=:]\s{0,3}$/, '')
  const login = address.exec(value)?.[1]
  return noSecret.test(value) || constant.test(value) || variable.test(value) || (login?.includes(':') === true && isExampleLogin(login))
}

/** What templates write for a secret that is filled in later. */
const template = /^(?:\$\w|\$[({]|\{\{|\{\w|<[^>]|%[sdo]\b|%\w+%$|\[[A-Z ]+\]$)/

/** Whether what follows a scheme such as `Bearer` is filled in later. */
export function isTemplate(value: string): boolean {
  return template.test(value)
}

/** What examples have for a password in an address or a command. */
const examplePassword = /^(?:(?:my|your|the|db|some)?[_-]?(?:password|passwd|pwd|secret|passphrase)|\*+|x+|\.+)$/i
const exampleUser = /^(?:(?:my|your|test|db)?[_-]?(?:user(?:name)?|login|name)|x+|foo|test|me)$/i
const repeated = /^(.)\1*$/
const SHORTEST = 4

/** Whether `user:password` in an address is an example: a template, the user again, the word itself, one character over and over. */
export function isExampleLogin(login: string): boolean {
  const colon = login.indexOf(':')
  const user = login.slice(0, colon)
  const password = login.slice(colon + 1)
  if (password === '') return false
  if (isTemplate(password) || user === password || repeated.test(password) || examplePassword.test(password)) return true
  return isStandIn(password) || (exampleUser.test(user) && password.length < SHORTEST)
}
