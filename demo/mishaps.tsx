/** @jsxImportSource react */

/** Things that go wrong on purpose, to see how they look in a recording. */
export function Mishaps() {
  return (
    <aside aria-label="Mishaps">
      <span>Go wrong on purpose:</span>
      <button type="button" onClick={applyVoucher}>
        Apply voucher
      </button>
      <button type="button" onClick={() => void askTheServer()}>
        Ask for a refund
      </button>
      <button type="button" onClick={() => console.warn('The seat map is old', new Map([['rows', 12]]), new Date())}>
        Warn
      </button>
    </aside>
  )
}

function applyVoucher(): void {
  const vouchers: Record<string, { percent: number }> = {}
  const voucher = vouchers.SPRING as { percent: number }
  console.log('Voucher of', voucher.percent, 'percent')
}

async function askTheServer(): Promise<void> {
  const response = await fetch('/api/refunds', { method: 'POST' })
  if (!response.ok) throw new Error(`No refund: ${response.status}`)
}
