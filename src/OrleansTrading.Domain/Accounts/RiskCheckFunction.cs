using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Holds an order to limits. Pure.</summary>
public delegate RiskVerdict RiskCheckFunction(RiskView view, RiskOrder order, RiskLimits limits);
