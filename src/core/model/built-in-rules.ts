import type { TemplateId } from './template'

/** What people are told of a built-in rule. */
export interface BuiltInRule {
  readonly id: string
  readonly title: string
  readonly hides: string
  readonly templates: readonly TemplateId[]
  /** Whether it is sure of what it finds, or goes by a looser sign. */
  readonly confidence: 'strong' | 'medium'
}

/**
 * The built-in rules, in the order in which people read them; for pages that only tell
 * of them, and so need not load what runs them. Made by `npm run docs` of
 * `core/sanitize/rules`; a test holds the two together.
 */
export const builtInRules: readonly BuiltInRule[] = [
  {
    "id": "password",
    "title": "Passwords",
    "hides": "Values under a name for a password, and the password of an address.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "pin",
    "title": "PINs",
    "hides": "Values under a name for a PIN.",
    "templates": [
      "secrets",
      "pci"
    ],
    "confidence": "strong"
  },
  {
    "id": "card-code",
    "title": "Card security codes",
    "hides": "Values under a name for the security code of a card.",
    "templates": [
      "secrets",
      "pci"
    ],
    "confidence": "strong"
  },
  {
    "id": "one-time-code",
    "title": "One-time codes",
    "hides": "Values under a name for a one-time or second-factor code.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "cookie",
    "title": "Cookies",
    "hides": "Cookie and Set-Cookie headers, and what is called a cookie.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "authorization",
    "title": "Authorization headers",
    "hides": "Authorization and Proxy-Authorization headers.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "secret-name",
    "title": "Secrets by name",
    "hides": "Values under names such as token, apiKey, secret, session id, csrf or private key.",
    "templates": [
      "secrets"
    ],
    "confidence": "medium"
  },
  {
    "id": "vendor-name",
    "title": "Keys of services by name",
    "hides": "Values under a name that says whose key they are, in the form that the service gives its keys.",
    "templates": [
      "secrets"
    ],
    "confidence": "medium"
  },
  {
    "id": "private-key",
    "title": "Private keys",
    "hides": "Blocks of private keys (PEM, OpenSSH, PGP).",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "jwt",
    "title": "JSON Web Tokens",
    "hides": "Signed, unsigned and encrypted JSON Web Tokens, with their claims.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "database-url",
    "title": "Database passwords",
    "hides": "User and password in the address of a database or message broker.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "url-user",
    "title": "Passwords in addresses",
    "hides": "User and password in any other address.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "bearer",
    "title": "Bearer tokens",
    "hides": "What follows the word Bearer, when it looks like a token.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "basic",
    "title": "Basic credentials",
    "hides": "What follows the word Basic, when it looks encoded.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "curl-user",
    "title": "Passwords in curl commands",
    "hides": "User and password given to curl with -u or --user.",
    "templates": [
      "secrets"
    ],
    "confidence": "medium"
  },
  {
    "id": "aws-key",
    "title": "AWS keys",
    "hides": "Access key ids of Amazon Web Services, and keys of Bedrock.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "google-key",
    "title": "Google keys",
    "hides": "API keys, OAuth tokens and client secrets of Google and Google Cloud.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "social-token",
    "title": "Facebook tokens",
    "hides": "Tokens of Facebook apps: the id of the app and its secret.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "azure-key",
    "title": "Azure keys",
    "hides": "Storage and bus keys, and client secrets of Microsoft Azure.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "github-token",
    "title": "GitHub tokens",
    "hides": "Personal, OAuth, app and refresh tokens of GitHub.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "gitlab-token",
    "title": "GitLab tokens",
    "hides": "Tokens of GitLab: personal, project, deploy, runner, trigger, feed.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "slack-token",
    "title": "Slack tokens",
    "hides": "Tokens and webhook addresses of Slack.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "stripe-key",
    "title": "Stripe keys",
    "hides": "Secret and restricted keys of Stripe, and secrets of its webhooks.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "registry-token",
    "title": "Package registry tokens",
    "hides": "Tokens of npm, PyPI, RubyGems, Docker, Clojars and JFrog.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "mail-key",
    "title": "Mail service keys",
    "hides": "Keys of SendGrid, Mailgun, Mailchimp, Brevo and Postmark.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "twilio-key",
    "title": "Twilio keys",
    "hides": "API keys and account ids of Twilio.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "openai-key",
    "title": "OpenAI keys",
    "hides": "Keys of OpenAI, and of services that took over their form.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "anthropic-key",
    "title": "Anthropic keys",
    "hides": "Keys of Anthropic.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "vendor-token",
    "title": "Tokens of other services",
    "hides": "Tokens of some sixty other services, told by how they begin.",
    "templates": [
      "secrets"
    ],
    "confidence": "strong"
  },
  {
    "id": "email",
    "title": "E-mail addresses",
    "hides": "E-mail addresses, wherever they stand.",
    "templates": [
      "pii"
    ],
    "confidence": "strong"
  },
  {
    "id": "phone",
    "title": "Phone numbers",
    "hides": "International numbers with their `+`, wherever they stand.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "phone-name",
    "title": "Phone numbers by name",
    "hides": "Numbers under a name such as phone, mobile or fax, or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "person-name",
    "title": "Names of people",
    "hides": "Texts under names such as fullName, first_name or surname.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "street-address",
    "title": "Street addresses",
    "hides": "Texts under names such as street, address1 or billingAddress that look like one.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "city",
    "title": "Towns and counties",
    "hides": "Texts under names such as city, town or county.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "postal-code",
    "title": "Postal codes",
    "hides": "Postal codes under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "geo-position",
    "title": "Places on the map",
    "hides": "Degrees under names such as lat and lng.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "birth-date",
    "title": "Dates of birth",
    "hides": "Values under names such as dob or birthDate.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "written-date",
    "title": "Written dates",
    "hides": "Dates as people write them, and values under names for the dates of a treatment.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "us-ssn",
    "title": "US social security numbers",
    "hides": "Social security numbers in groups, and those of nine digits under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "us-itin",
    "title": "US taxpayer numbers",
    "hides": "Individual taxpayer identification numbers in groups, and by name or word.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "uk-nino",
    "title": "UK National Insurance numbers",
    "hides": "National Insurance numbers by their prefix, digits and suffix.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "national-id",
    "title": "National identity numbers",
    "hides": "Numbers of persons of many countries, by checksum beside a word for them, or under a name.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "passport",
    "title": "Passports",
    "hides": "Passport numbers under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "driver-licence",
    "title": "Drivers' licences",
    "hides": "Numbers of drivers' licences under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "gstin",
    "title": "Indian tax numbers",
    "hides": "GSTIN with a right check character.",
    "templates": [
      "pii"
    ],
    "confidence": "strong"
  },
  {
    "id": "tax-id",
    "title": "Tax numbers",
    "hides": "Numbers for taxes of many countries under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "vat-id",
    "title": "VAT numbers",
    "hides": "VAT numbers of the European Union beside a word for them.",
    "templates": [
      "pii"
    ],
    "confidence": "medium"
  },
  {
    "id": "company-id",
    "title": "Company numbers",
    "hides": "Numbers of companies in registers, under a name or beside a word for them.",
    "templates": [
      "pii"
    ],
    "confidence": "medium"
  },
  {
    "id": "id-number",
    "title": "Identity numbers without a name",
    "hides": "Values that are nothing but a number in the form of an identity, tax, doctor or telephone number, with its checksum where it has one.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "vin",
    "title": "Vehicle numbers",
    "hides": "Vehicle identification numbers under a name, or with a right check digit beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "vehicle-plate",
    "title": "Vehicle plates",
    "hides": "Registration plates under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "ip-address",
    "title": "IP addresses",
    "hides": "IPv4 and IPv6 addresses in all their forms; versions of four parts stay.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "mac-address",
    "title": "Hardware addresses",
    "hides": "MAC addresses (EUI-48 and EUI-64), with `:`, `-`, dots or blanks.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "imei",
    "title": "Mobile equipment numbers",
    "hides": "IMEI numbers (15 digits, Luhn; 3GPP TS 23.003) under a name or beside a word for them.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "device-id",
    "title": "Device and advertising ids",
    "hides": "Values under names such as deviceId, idfa, gaid or serialNumber.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "user-path",
    "title": "Home folders",
    "hides": "The person's name in paths such as /Users/… and C:\\Users\\….",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "card-number",
    "title": "Card numbers",
    "hides": "Numbers of payment cards (12 to 19 digits with a right checksum and issuer), with the rest of the magnetic stripe.",
    "templates": [
      "pci"
    ],
    "confidence": "strong"
  },
  {
    "id": "card-expiry",
    "title": "Expiry of cards",
    "hides": "Months and years under a name for the expiry of a card.",
    "templates": [
      "pci"
    ],
    "confidence": "medium"
  },
  {
    "id": "cardholder",
    "title": "Cardholders",
    "hides": "Names under a name for who holds a card.",
    "templates": [
      "pii",
      "pci"
    ],
    "confidence": "medium"
  },
  {
    "id": "iban",
    "title": "International bank accounts",
    "hides": "IBANs with the length of their country and a right checksum, and what is called one.",
    "templates": [
      "pii",
      "pci",
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "bank-account",
    "title": "Bank accounts and routing numbers",
    "hides": "Numbers of accounts and banks (ABA, BIC, sort code) under a name or beside a word for them.",
    "templates": [
      "pii",
      "pci",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "crypto-wallet",
    "title": "Crypto wallets",
    "hides": "Addresses of Bitcoin and its kin with a right checksum, and of Ethereum.",
    "templates": [
      "pii"
    ],
    "confidence": "strong"
  },
  {
    "id": "us-mbi",
    "title": "Medicare numbers",
    "hides": "Medicare Beneficiary Identifiers, and what is called one.",
    "templates": [
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "uk-nhs",
    "title": "NHS numbers",
    "hides": "Numbers of the English health service by name or word.",
    "templates": [
      "pii",
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "uk-nhs-number",
    "title": "NHS numbers without a name",
    "hides": "Ten digits by themselves with the check digit of the English health service.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "medical-record",
    "title": "Medical record numbers",
    "hides": "Values under names such as mrn or patientId, and the identifiers of FHIR.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "health-plan",
    "title": "Health insurance numbers",
    "hides": "Values under names such as memberId or policyNumber, and insurance numbers beside a word for them.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "us-npi",
    "title": "US provider numbers",
    "hides": "National Provider Identifiers with a right check digit.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "medical-licence",
    "title": "Licences of prescribers",
    "hides": "DEA numbers with a right check digit, and the numbers of doctors by name or word.",
    "templates": [
      "hipaa"
    ],
    "confidence": "strong"
  },
  {
    "id": "diagnosis",
    "title": "Diagnoses",
    "hides": "Codes and texts under names such as icd10 or diagnosis, and ICD-10 codes beside a word for them.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  },
  {
    "id": "medication",
    "title": "Medication",
    "hides": "Texts under names such as medication, prescription or dosage.",
    "templates": [
      "hipaa"
    ],
    "confidence": "medium"
  }
]
