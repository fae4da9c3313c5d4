"""GOV.UK page shells, fields that draw themselves, components, and the three page classes."""
