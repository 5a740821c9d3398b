using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountsOptions>().Bind(configuration.GetSection(AccountsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        // Before the framework's own start of data protection, which reads the keys.
        services.AddSingleton<KeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddHttpContextAccessor();
        services.AddSingleton<ICollection>(AuditTrail.Collection);
        services.AddSingleton<ICollection>(StaffQueries.Collection);
        services.AddSingleton<ICollection>(StaffQueries.Sessions);
        services.AddSingleton<ICollection>(StaffQueries.Links);
        services.AddSingleton<ICollection>(ProtectionKey.Collection);
        services.AddSingleton<CurrentStaff>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<StaffAddress>();
        services.AddSingleton<TimedCodes>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<StaffDesk>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<StaffCommand>();
        services.AddHostedService<FirstLink>();
        services.AddHostedService<StaffChannel>();
        AddIdentity(services);
        AddCookies(services);

        services.AddDataProtection().SetApplicationName("DataPortal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingSetup>();
        // The keys lie unencrypted beside what they protect: whoever may read the data folder holds the portal, and the README says so.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddAuthorization();
        return services;
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddSingleton<DummyHash>();
        services.AddSingleton<IPasswordHasher<StaffAccount>, StaffPasswordHasher>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000); // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512
        services.AddScoped<IPasswordValidator<StaffAccount>, PasswordRules>();
        services.AddSingleton<StaffClaims>();
        services.AddIdentityCore<StaffAccount>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = SignInDesk.Window;
                options.Tokens.PasswordResetTokenProvider = OneTimeLinks.Provider;
            })
            .AddUserStore<StaffStore>()
            .AddUserManager<StaffManager>()
            .AddSignInManager<StaffSignIn>()
            .AddErrorDescriber<StaffErrors>()
            .AddTokenProvider<OneTimeLinks>(OneTimeLinks.Provider)
            .AddTokenProvider<TimedCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IUserClaimsPrincipalFactory<StaffAccount>>(provider => provider.GetRequiredService<StaffClaims>());
    }

    private static void AddCookies(IServiceCollection services)
    {
        services.AddScoped<StaffCookie>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "petugas";
                options.LoginPath = "/petugas/masuk";
                options.ReturnUrlParameter = "kembali";
                options.EventsType = typeof(StaffCookie);
                // The session behind it ends earlier when it rests; see StaffSessions.
                options.ExpireTimeSpan = StaffSessions.Longest;
                options.SlidingExpiration = false;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                options.Cookie.Name = "petugas-langkah-kedua";
                options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            });
        foreach (var scheme in new[] { IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme })
        {
            services.AddOptions<CookieAuthenticationOptions>(scheme).Configure<IOptions<OfficeOptions>>((options, office) =>
            {
                options.Cookie.Path = "/"; // one sign-in, whatever language the address names
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = office.Value.PublicAddress.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            });
        }
    }
}
