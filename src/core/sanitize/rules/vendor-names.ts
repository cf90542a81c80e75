import { nameWords } from '../../guard'
import type { NameMatch, Rule } from '../rule'

/** Whose keys have no shape of their own; the names are those under which their manuals and gitleaks (MIT) look for them. */
const vendor =
  / (?:adafruit|adobe|airtable|algolia|alibaba|artifactory|asana|atlassian|azure|beamer|bitbucket|bittrex|cloudant|cloudflare|codecov|cohere|coinbase|confluence|confluent|contentful|databricks|datadog|digitalocean|discord|doppler|drone ?ci|dropbox|dynatrace|easypost|etsy|facebook|fastly|finicity|finnhub|flickr|flutterwave|freshbooks|gitlab|gitter|grafana|heroku|hubspot|hugging ?face|ibm|infracost|intercom|jfrog|jira|kraken|kucoin|launchdarkly|linear|linkedin|looker|mailchimp|mailgun|mapbox|mattermost|maxmind|messagebird|meraki|netlify|new ?relic|notion|npm|nytimes|octopus|okta|openai|plaid|postman|postmark|privateai|pulumi|rapidapi|rubygems|sendbird|sendgrid|sentry|shippo|shopify|slack|snyk|softlayer|sonar|sonarqube|sonarcloud|square|squarespace|stripe|sumo ?logic|telegram|travis ?ci|trello|twilio|twitch|twitter|typeform|yandex|zendesk)(?= )/g
const itsKey = /^ (?:\w+ ){0,3}(?:key|login|auth|pat)\d{0,20} $/

const opaque: NameMatch = { numbers: 'none', containers: 'plain', looks: /^(?=[^\s]*\d)[\w=+/.~:-]{16,200}$/, words: true }

function shaped(looks: RegExp, numbers: NameMatch['numbers'] = 'none'): NameMatch {
  return { numbers, containers: 'plain', looks }
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** What the words of a name say, and the shape that the value must have then. */
const names: readonly (readonly [RegExp, NameMatch])[] = [
  [/ bundle (?:gems|enterprise) contribsys com $/, shaped(/^[\da-f]{8}:[\da-f]{8}$/i)],
  [/ sumo ?(?:logic )?(?:\w+ )?access ?id $/, shaped(/^su[A-Za-z0-9]{12}$/)],
  [/ (?:azure|ad|aad|entra|msal|arm)(?: \w+)? (?:client|tenant|app|application) ?id $/, shaped(uuid)],
  [/ aws (?:account|acct)(?: ?(?:id|no|number))? $/, shaped(/^\d{4}-?\d{4}-?\d{4}$/, 'long')],
  [/ (?:sl|softlayer) (?:\w+ ){0,2}(?:key|pass|pwd) $/, shaped(/^[\da-f]{64}$/i)],
]

/** Keys that anybody may know, and what programs call so. */
const open = / (?:public|publishable|site|sort|primary|foreign|row|cache|query|object|i18n)(?= )/

/** Whether a vendor comes first, and a key within three words behind it. */
function namesKey(words: string): boolean {
  for (const { 0: found, index } of words.matchAll(vendor)) if (itsKey.test(words.slice(index + found.length))) return true
  return false
}

/** Every name has one of these at its end. */
const stems: readonly string[] = ['key', 'login', 'auth', 'pat', 'com', 'access', 'client', 'tenant', 'app', 'acc', 'pass', 'pwd']

export const vendorNameRule: Rule = {
  id: 'vendor-name',
  title: 'Keys of services by name',
  hides: 'Values under a name that says whose key they are, in the form that the service gives its keys.',
  confidence: 'medium',
  templates: ['secrets'],
  // Below the names of all kinds of secrets: only what those do not know.
  priority: 39,
  names: {
    match(name) {
      const words = nameWords(name)
      if (open.test(words)) return undefined
      return namesKey(words) ? opaque : names.find(([pattern]) => pattern.test(words))?.[1]
    },
    stems,
  },
}
