/** @module Words of the market. */

export const english = {
  'trade.time': 'Slot',
  'trade.seller': 'Seller',
  'trade.buyer': 'Buyer',
  'trade.energy': 'Energy',
  'trade.price': 'Price',
  'trade.more': 'More',
  'market.none': 'This run has no market.',
  'market.prices': 'Prices today',
  'market.volume': 'Energy traded today',
  'market.opportunities': 'Best opportunities of the last slot',
  'market.trades': 'Trades',
  'market.score': 'Score',
} as const

export const thai: Readonly<Record<keyof typeof english, string>> = {
  'trade.time': 'ช่วง',
  'trade.seller': 'ผู้ขาย',
  'trade.buyer': 'ผู้ซื้อ',
  'trade.energy': 'พลังงาน',
  'trade.price': 'ราคา',
  'trade.more': 'เพิ่มเติม',
  'market.none': 'การจำลองนี้ไม่มีตลาด',
  'market.prices': 'ราคาวันนี้',
  'market.volume': 'พลังงานที่ซื้อขายวันนี้',
  'market.opportunities': 'โอกาสที่ดีที่สุดของช่วงล่าสุด',
  'market.trades': 'การซื้อขาย',
  'market.score': 'คะแนน',
}
