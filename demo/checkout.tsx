/** @jsxImportSource react */
import { useDispatch, useSelector } from 'react-redux'
import type { Buyer } from './api'
import { money } from './money'
import { countTickets, type Dispatch, placeOrder, type State, totalPrice } from './store'

const fields: readonly { readonly name: keyof Buyer; readonly label: string; readonly type: string; readonly autoComplete: string }[] = [
  { name: 'name', label: 'Name', type: 'text', autoComplete: 'name' },
  { name: 'email', label: 'E-mail', type: 'email', autoComplete: 'email' },
  { name: 'password', label: 'Password for your account', type: 'password', autoComplete: 'new-password' },
  { name: 'cardNumber', label: 'Card number', type: 'text', autoComplete: 'cc-number' },
  { name: 'securityCode', label: 'Security code', type: 'text', autoComplete: 'cc-csc' },
]

export function Checkout() {
  const dispatch = useDispatch<Dispatch>()
  const count = useSelector(countTickets)
  const total = useSelector(totalPrice)
  const { status, order, error } = useSelector((state: State) => state.checkout)
  if (status === 'done' && order !== null) {
    return (
      <>
        <h1>Thank you</h1>
        <p>
          Order {order.id} over {money(order.total)} is on its way.
        </p>
      </>
    )
  }
  return (
    <>
      <h1>Checkout</h1>
      <p>
        {count} tickets, {money(total)}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const text = (name: keyof Buyer) => String(data.get(name) ?? '')
          void dispatch(
            placeOrder({
              name: text('name'),
              email: text('email'),
              password: text('password'),
              cardNumber: text('cardNumber'),
              securityCode: text('securityCode'),
            }),
          )
        }}
      >
        {fields.map(({ name, label, type, autoComplete }) => (
          <label key={name}>
            {label}
            <input name={name} type={type} autoComplete={autoComplete} required />
          </label>
        ))}
        {status === 'failed' && <p role="alert">{error}. Please try again.</p>}
        <button type="submit" className="main" disabled={status === 'sending' || count === 0}>
          Pay {money(total)}
        </button>
      </form>
    </>
  )
}
