/** Name and version of the browser from its user agent: `Chrome 150`, `Firefox 153`. */
export function browserNameOf(userAgent: string): string {
  const found = /(Firefox|Edg|OPR|Chrome)\/(\d+)/.exec(userAgent.replace(/Chrome\/\d[\d.]*(?=.*(?:Edg|OPR)\/)/, ''))
  return found === null ? 'unknown browser' : `${found[1]} ${found[2]}`
}
