using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Somebody who signs in with a password.</summary>
public sealed class UserOptions
{
    /// <summary>What they may do.</summary>
    public Role Role { get; set; } = Role.Viewer;

    /// <summary>What the command <c>hash-password</c> made of their password. Never the password itself.</summary>
    [StringLength(500)]
    public string PasswordHash { get; set; } = "";
}
