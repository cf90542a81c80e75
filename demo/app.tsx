/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { useSelector } from 'react-redux'
import { Catalogue } from './catalogue'
import { Checkout } from './checkout'
import { Mishaps } from './mishaps'
import { go, usePath } from './route'
import { countTickets } from './store'

export function App() {
  const path = usePath()
  return (
    <>
      <header>
        <Link to="/">
          <strong>Encore</strong>
        </Link>
        <nav aria-label="Shop">
          <Link to="/">Concerts</Link>
          <Link to="/checkout">
            Checkout <CartCount />
          </Link>
        </nav>
      </header>
      <main>{path === '/checkout' ? <Checkout /> : <Catalogue />}</main>
      <Mishaps />
    </>
  )
}

function Link({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <a
      href={to}
      onClick={(event) => {
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}

function CartCount() {
  const count = useSelector(countTickets)
  return <output aria-label="Tickets in the cart">{count}</output>
}
