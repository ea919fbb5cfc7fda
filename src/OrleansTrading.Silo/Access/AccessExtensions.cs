using Microsoft.AspNetCore.Authentication;
using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Who may do what, and who did what.</summary>
internal static class AccessExtensions
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IAuditLog, AuditLog>();
        builder.Services.AddSingleton<IAuditedActions, AuditedActions>();
        builder.Services.AddAuthentication(LocalHandler.Name).AddScheme<AuthenticationSchemeOptions, LocalHandler>(LocalHandler.Name, null);
        builder.Services.AddAuthorization();
    }

    /// <summary>Comes before everything that answers by who asks.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }
}
