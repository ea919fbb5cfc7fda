namespace OrleansTrading.Domain.Access;

/// <summary>What a person who has signed in is. Each role may do what the one before it may, and more.</summary>
public enum Role
{
    /// <summary>Sees everything, changes nothing.</summary>
    Viewer = 1,

    /// <summary>Runs the service from day to day: jobs, repairs, alerts, trading within the limits.</summary>
    Operator = 2,

    /// <summary>Also sets the limits and decides who may do what.</summary>
    Admin = 3,
}
