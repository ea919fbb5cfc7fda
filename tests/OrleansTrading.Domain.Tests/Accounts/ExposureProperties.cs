using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>What the book keeps by instrument with every event, against the same added up afresh from its positions and open orders.</summary>
public sealed class ExposureProperties
{
    [Fact]
    public void Exposures_AfterAnyEvents_AreTheSumsTakenAfresh() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var made = new MadeEvents(seed);
            var figures = new AccountFigures();
            for (var i = 0; i < 120; i++)
            {
                made.Next();
                figures.Take(made.Book, made, AccountRules.Default, 1_000_000);
                if (Difference(made, figures) is { } difference)
                    return false.Label($"seed {seed}, event {i}: {difference}");
            }

            return true.Label("");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Take_SomethingWithoutAPrice_IsNamedAndNotTakenForNothing()
    {
        var account = new TestAccount();
        account.Fill(account.Place("k", 2).Order!, "t", 2, 100);
        var figures = new AccountFigures();
        figures.Take(account.Book, account, AccountRules.Default, account.Time);
        figures.Unpriced.ShouldBeNull();
        account.Price = null;
        figures.Take(account.Book, account, AccountRules.Default, account.Time);
        figures.Unpriced.ShouldBe(TestAccount.Id);
    }

    private static string? Difference(MadeEvents made, AccountFigures figures)
    {
        var book = made.Book;
        var instruments = book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key.Instrument)
            .Union(book.OpenOrders.Values.Where(order => !order.Spec.ReduceOnly && order.Outstanding > 0).Select(order => order.Spec.Instrument)).ToList();
        var seen = figures.View.Positions.ToArray().ToDictionary(position => position.Instrument);
        if (!instruments.ToHashSet().SetEquals(seen.Keys))
            return $"instruments {string.Join(' ', seen.Keys)}, expected {string.Join(' ', instruments)}";
        foreach (var instrument in instruments)
        {
            var held = book.Positions.Values.Where(position => position.Key.Instrument == instrument).Select(position => position.Quantity).ToList();
            decimal Open(OrderSide side) => book.OpenOrders.Values
                .Where(order => order.Spec.Instrument == instrument && order.Spec.Side == side && !order.Spec.ReduceOnly).Sum(order => order.Outstanding);
            var expected = new RiskPosition(
                instrument, made.BucketOf(instrument), held.Where(quantity => quantity > 0).Sum(), -held.Where(quantity => quantity < 0).Sum(), Open(OrderSide.Buy),
                Open(OrderSide.Sell), made.PriceOf(instrument)!.Value);
            if (seen[instrument] != expected)
                return $"{seen[instrument]}, expected {expected}";
        }

        var equity = AccountValuation.Equity(book, made);
        var free = equity - AccountValuation.MarginUsed(book, made, AccountRules.Default) - AccountValuation.Reserved(book, made, AccountRules.Default);
        if (Math.Abs(figures.View.Equity - equity) > 1e-12m || Math.Abs(figures.Free - free) > 1e-12m)
            return $"equity {figures.View.Equity} and {figures.Free} free, expected {equity} and {free}";
        return figures.Unpriced is { } unpriced ? $"{unpriced} has a price" : null;
    }

    /// <summary>Events as they may come, in an order in which they make sense or not: the book takes whatever is stored.</summary>
    private sealed class MadeEvents : IAccountPrices
    {
        private readonly Random _random;
        private readonly List<string> _orders = [];
        private readonly bool _isHedged;
        private int _count;

        public MadeEvents(int seed)
        {
            _random = new Random(seed);
            _isHedged = _random.Next(2) == 0;
            Book.Apply(new AccountOpened(1, "test", "sim", true, "USDT", _isHedged));
            Book.Apply(new CashMoved(1, "opening", CashReason.Opening, "USDT", 10_000, null));
        }

        public AccountBook Book { get; } = new();

        public decimal? PriceOf(InstrumentId instrument) => 95 + instrument.Symbol[0];

        public string BucketOf(InstrumentId instrument) => instrument.Symbol;

        public void Next()
        {
            _count++;
            switch (_random.Next(12))
            {
                case < 3:
                    var id = $"o{_count}";
                    _orders.Add(id);
                    Book.Apply(new OrderIntended(_count, new Order(id, Spec(), OrderPurpose.Manual, id, _count), 100, null));
                    break;
                case 3 when _orders.Count > 0:
                    Book.Apply(new OrderSent(_count, Any()));
                    break;
                case < 7 when _orders.Count > 0:
                    var reported = Book.FindOrder(Any())!;
                    Book.Apply(new OrderReported(
                        _count, reported.Id, $"v{reported.Id}", (OrderState)_random.Next(9), Math.Min(reported.Spec.Quantity, Quantity()), null, null));
                    break;
                case 7:
                    Book.Apply(new OrderReported(_count, $"x{_count}", null, OrderState.Accepted, 0, null, new Order($"x{_count}", Spec(), OrderPurpose.External, "x", _count)));
                    _orders.Add($"x{_count}");
                    break;
                case < 10:
                    var order = _orders.Count > 0 && _random.Next(4) > 0 ? Book.FindOrder(Any()) : null;
                    var spec = order?.Spec ?? Spec();
                    Book.Apply(new FillBooked(_count, new Fill(
                        spec.Instrument, $"t{_count}", order?.Id, order is null ? $"vo{_random.Next(30)}" : null, spec.Side, spec.PositionSide, 100 + _random.Next(-500, 500) / 100m,
                        Quantity(), 0.01m, "USDT", false, _count)));
                    break;
                case 10:
                    var key = new PositionKey(Instrument(), Side());
                    var quantity = key.Side == PositionSide.Short ? -Quantity() : _random.Next(3) == 0 ? 0 : Quantity();
                    Book.Apply(new PositionAdjusted(_count, key, quantity, quantity * 99.5m));
                    break;
                default:
                    Book.Apply(new LeverageSet(_count, Instrument(), _random.Next(1, 20), MarginMode.Cross, "test"));
                    break;
            }
        }

        private string Any() => _orders[_random.Next(_orders.Count)];

        private decimal Quantity() => _random.Next(1, 500) / 1000m;

        private InstrumentId Instrument() => new("sim", $"{"ABC"[_random.Next(3)]}USDT");

        private PositionSide Side() => !_isHedged ? PositionSide.Net : _random.Next(2) == 0 ? PositionSide.Long : PositionSide.Short;

        private OrderSpec Spec()
        {
            var type = (OrderType)_random.Next(3);
            return new OrderSpec(
                Instrument(), (OrderSide)_random.Next(2), Side(), type, Quantity(), type == OrderType.Limit ? 90 + _random.Next(20) : null,
                type == OrderType.StopMarket ? 110 : null, null, TimeInForce.GoodTillCancel, _random.Next(5) == 0);
        }
    }
}
