using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// Something decided or learnt about an account, appended once and never changed. An account is the fold of its events
/// (<c>AccountBook</c>): the same events give the same account.
/// </summary>
/// <param name="Time">When it was decided or learnt, Unix milliseconds.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(AccountOpened), "opened")]
[JsonDerivedType(typeof(OrderIntended), "intended")]
[JsonDerivedType(typeof(OrderRefused), "refused")]
[JsonDerivedType(typeof(OrderSent), "sent")]
[JsonDerivedType(typeof(OrderReported), "reported")]
[JsonDerivedType(typeof(CancelIntended), "cancel-intended")]
[JsonDerivedType(typeof(FillBooked), "fill")]
[JsonDerivedType(typeof(CashMoved), "cash")]
[JsonDerivedType(typeof(GuardSet), "guard-set")]
[JsonDerivedType(typeof(GuardMoved), "guard-moved")]
[JsonDerivedType(typeof(GuardFired), "guard-fired")]
[JsonDerivedType(typeof(LimitsSet), "limits")]
[JsonDerivedType(typeof(TradingSwitched), "switched")]
[JsonDerivedType(typeof(LeverageSet), "leverage")]
[JsonDerivedType(typeof(PositionModeSet), "position-mode")]
[JsonDerivedType(typeof(DifferenceFound), "difference")]
[JsonDerivedType(typeof(PositionAdjusted), "position-adjusted")]
[JsonDerivedType(typeof(EquityMarked), "equity")]
[JsonDerivedType(typeof(OrderTrailed), "trailed")]
[JsonDerivedType(typeof(ProtectionSet), "protection")]
[JsonDerivedType(typeof(PositionUnprotected), "unprotected")]
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccountEvent")]
public abstract record AccountEvent([property: Id(0)] long Time);
